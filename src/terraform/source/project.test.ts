import { describe, expect, it } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { placeOf } from './places.ts';
import { readProject } from './project.ts';
import { TestFolder } from './testing/folder.ts';

const git = { '.git/HEAD': '' };

describe('readProject', () => {
  it('reads a root and the modules it reaches', async () => {
    await using folder = await TestFolder.with({
      ...git,
      'live/prod/main.tf': [
        'terraform {',
        '  required_version = ">= 1.6"',
        '  required_providers {',
        '    aws  = { source = "hashicorp/aws", version = "~> 5.0" }',
        '    null = "~> 3.0"',
        '  }',
        '}',
        'variable "names" { type = set(string) }',
        'variable "region" {',
        '  default = "eu-west-1"',
        '}',
        'provider "google" {}',
        'module "data" {',
        '  source   = "../../modules/data"',
        '  for_each = var.names',
        '  providers = { aws = aws.west }',
        '}',
        'resource "random_id" "a" {',
        '  count = 2',
        '}',
        'resource "thing" "b" { provider = azurerm.x }',
        'output "p" { value = provider::time::rfc3339_parse("") }',
      ].join('\n'),
      'modules/data/main.tf': 'data "aws_region" "r" {}\nmodule "key" {\n  source = "./key"\n}\n',
      'modules/data/key/main.tf.json': '{"resource": {"aws_kms_key": {\n  "k": {"for_each": []}}}}',
    });
    const project = await readProject(folder.at('live/prod'));
    expect(project.issues).toEqual([]);
    expect(project.projectDir).toBe(folder.dir);
    expect([...project.modules.keys()]).toEqual(['live/prod', 'modules/data', 'modules/data/key']);
    const root = project.modules.get('live/prod');
    expect(root).toMatchObject({
      requiredVersion: '>= 1.6',
      requiredProviders: [
        { localName: 'aws', source: 'hashicorp/aws', constraint: '~> 5.0', place: { line: 4, column: 5 } },
        { localName: 'null', constraint: '~> 3.0' },
      ],
      variables: [
        { name: 'names', hasDefault: false, type: 'set(string)' },
        { name: 'region', hasDefault: true, place: { line: 9, endLine: 11 } },
      ],
      usedProviders: ['aws', 'azurerm', 'google', 'random', 'time'],
      calls: [{ name: 'data', source: '../../modules/data', dir: 'modules/data', repetition: 'for_each' }],
    });
    expect(placeOf(project, 'module.data["a.b"].module.key.aws_kms_key.k["x"]')).toEqual({
      file: 'modules/data/key/main.tf.json',
      line: 2,
      column: 3,
      endLine: 2,
    });
    expect(placeOf(project, 'module.data["q"].data.aws_region.r')).toMatchObject({
      file: 'modules/data/main.tf',
      line: 1,
    });
    expect(placeOf(project, 'random_id.a[1]')).toMatchObject({ line: 18, endLine: 20 });
    expect(placeOf(project, 'module.data["a"]')).toMatchObject({ line: 13 });
    expect(placeOf(project, 'module.none.random_id.a')).toBeUndefined();
  });

  it('merges override files into what they override', async () => {
    await using folder = await TestFolder.with({
      ...git,
      'a_override.tf':
        'resource "aws_x" "a" {\n  count = 1\n}\nvariable "v" {\n  default = 1\n}\nresource "aws_x" "none" {}',
      'z.tf': 'resource "aws_x" "a" {}\nvariable "v" {}\n',
    });
    const module = (await readProject(folder.dir)).modules.get('');
    expect(module?.blocks).toMatchObject([{ name: 'a', repetition: 'count', place: { file: 'z.tf' } }]);
    expect(module?.variables).toMatchObject([{ hasDefault: true, place: { file: 'z.tf' } }]);
  });

  it('finds the deepest common folder where there is no repository', async () => {
    await using folder = await TestFolder.with({
      'a/roots/x/main.tf': 'module "m" {\n  source = "../../modules/m"\n}\n',
      'a/modules/m/main.tf': '',
    });
    const project = await readProject(folder.at('a/roots/x'));
    expect(project).toMatchObject({ projectDir: folder.at('a'), rootDir: 'roots/x' });
  });

  it.each([
    { tofu: false, blocks: ['tf'] },
    { tofu: true, blocks: ['tofu', 'extra'] },
  ])('takes *.tofu only for OpenTofu ($tofu)', async ({ tofu, blocks }) => {
    await using folder = await TestFolder.with({
      ...git,
      'main.tf': 'resource "aws_x" "tf" {}',
      'main.tofu': 'resource "aws_x" "tofu" {}',
      'more.tofu': 'resource "aws_x" "extra" {}',
      '.hidden.tf': 'resource "aws_x" "hidden" {}',
      'main.tf~': '',
    });
    const project = await readProject(folder.dir, { tofu });
    expect(project.modules.get('')?.blocks.map(({ name }) => name)).toEqual(blocks);
  });

  it('takes vendored modules by the way of their calls', async () => {
    await using folder = await TestFolder.with({
      ...git,
      'root/main.tf':
        'module "net" {\n  source = "./net"\n}\nmodule "vpc" {\n  source  = "terraform-aws-modules/vpc/aws"\n  version = "5.0"\n}\n',
      'root/net/main.tf': 'module "vpc" {\n  source = "git::https://example.com/vpc.git"\n}\n',
      'root/.terraform/modules/modules.json': JSON.stringify({
        Modules: [
          { Key: '', Source: '', Dir: '.' },
          {
            Key: 'vpc',
            Source: 'registry.terraform.io/terraform-aws-modules/vpc/aws',
            Dir: '.terraform/modules/vpc',
          },
          { Key: 'net.vpc', Source: 'git::https://example.com/vpc.git', Dir: '.terraform/modules/net.vpc' },
          { Key: 'evil', Source: 'x', Dir: '../../..' },
        ],
      }),
      'root/.terraform/modules/vpc/main.tf': 'resource "aws_vpc" "a" {}',
      'root/.terraform/modules/net.vpc/main.tf': 'resource "aws_vpc" "b" {}',
    });
    const project = await readProject(folder.at('root'));
    expect(project.issues).toEqual([]);
    expect(placeOf(project, 'module.vpc.aws_vpc.a')?.file).toBe('root/.terraform/modules/vpc/main.tf');
    expect(placeOf(project, 'module.net.module.vpc.aws_vpc.b')?.file).toBe(
      'root/.terraform/modules/net.vpc/main.tf',
    );
  });
});

describe('what hinders an evaluation', () => {
  it.each([
    { code: 'syntax-error', files: { 'main.tf': 'resource "a" "b" {\n  x = = 1\n}\n' }, line: 2 },
    { code: 'syntax-error', files: { 'main.tf.json': '{"a": 1,}' }, line: 1 },
    { code: 'module-not-vendored', files: { 'main.tf': '\nmodule "v" {\n  source = "a/b/c"\n}' }, line: 2 },
    { code: 'module-not-found', files: { 'main.tf': 'module "v" {\n  source = "./no"\n}' }, line: 1 },
    { code: 'module-source-not-literal', files: { 'main.tf': 'module "v" {\n  source = var.x\n}' }, line: 1 },
    {
      code: 'module-outside-project',
      files: { 'main.tf': 'module "v" {\n  source = "../../../out"\n}' },
      line: 1,
    },
    { code: 'not-utf8', files: { 'main.tf': new Uint8Array([0xff, 0xfe, 0x41]) }, line: 1 },
    { code: 'file-too-large', files: { 'main.tf': '#'.repeat(4 * 1024 * 1024 + 1) }, line: 1 },
    { code: 'link-leaves-project', files: { 'main.tf->': '/etc/hostname' }, line: 1 },
    { code: 'link-broken', files: { 'main.tf->': 'nowhere' }, line: 1 },
  ])('is $code at its place', async ({ code, files, line }) => {
    await using within = await TestFolder.with({ ...git, ...(files as Record<string, string>) });
    const { issues } = await readProject(within.dir);
    expect(issues).toMatchObject([{ code, place: { file: Object.keys(files)[0]?.replace('->', ''), line } }]);
  });

  it('is a module folder that is a link out of the project', async () => {
    await using outside = await TestFolder.with({ 'main.tf': 'resource "aws_x" "secret" {}' });
    await using folder = await TestFolder.with({
      ...git,
      'main.tf': 'module "m" {\n  source = "./m"\n}\n',
      'm->': outside.dir,
    });
    const project = await readProject(folder.dir);
    expect(project.issues.map(({ code }) => code)).toContain('link-leaves-project');
    expect([...project.modules.keys()]).toEqual(['']);
    expect(project.modules.get('')?.calls[0]).not.toHaveProperty('dir');
  });

  it('is a module that calls itself, but only to a limit', async () => {
    await using folder = await TestFolder.with({ ...git, 'main.tf': 'module "m" {\n  source = "./"\n}\n' });
    const project = await readProject(folder.dir);
    expect([...project.modules.keys()]).toEqual(['']);
  });

  it.each([{ files: {} }, { files: { 'readme.md': '' } }])(
    'is no configuration at all: $files',
    async ({ files }) => {
      await using folder = await TestFolder.with({ ...git, ...files });
      await expect(readProject(folder.dir)).rejects.toThrow(InputError);
      await expect(readProject(folder.at('none'))).rejects.toThrow(InputError);
    },
  );
});
