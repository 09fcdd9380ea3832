import { describe, expect, it } from 'vitest';
import { provisionersInPlan, unsafeLeftovers } from './leftovers.ts';
import { TestFolder } from './testing/folder.ts';
import { scratched } from './testing/scratched.ts';

const found: { name: string; files: Record<string, string>; says: RegExp }[] = [
  {
    name: 'a backend',
    files: { 'a.tf': 'terraform {\n  backend "s3" {\n  }\n}\n' },
    says: /^a\.tf:2: backend/,
  },
  { name: 'a cloud', files: { 'a.tf': 'terraform {\n  cloud {\n  }\n}\n' }, says: /^a\.tf:2: cloud/ },
  {
    name: 'a provisioner',
    files: { 'm/a.tf': 'resource "a" "b" {\n  provisioner "x" {\n  }\n}\n' },
    says: /^m\/a\.tf:2: prov/,
  },
  {
    name: 'a provisioner in JSON',
    files: { 'a.tf.json': '{"resource": {"a": {"b": [{"provisioner": []}]}}}' },
    says: /provisioner/,
  },
  {
    name: 'a connection',
    files: { 'a.tf': 'resource "a" "b" {\n  connection {\n  }\n}\n' },
    says: /connection/,
  },
  {
    name: 'a remote state',
    files: { 'a.tf': 'data "terraform_remote_state" "b" {\n  backend = "s3"\n}\n' },
    says: /remote state b/,
  },
  {
    name: 'a remote state of any kind',
    files: { 'a.tf': 'data "terraform_remote_state" "b" {\n  backend = var.x\n}\n' },
    says: /remote state b/,
  },
  {
    name: 'a remote state in a check',
    files: { 'a.tf': 'check "c" {\n  data "terraform_remote_state" "b" {\n    backend = "s3"\n  }\n}\n' },
    says: /remote state b/,
  },
  {
    name: 'a file that is not understood',
    files: { 'a.tf': 'resource "a" "b" {\n  x = = 1\n  provisioner "x" {}\n}\n' },
    says: /^a\.tf:2: .*not understood/,
  },
  {
    name: 'a text like a block',
    files: { 'a.tf': 'locals {\n  a = <<E\n  provisioner "x" {\nE\n}\n' },
    says: /^a\.tf:2: a string/,
  },
  { name: 'a linked file', files: { 'a.tf': '', 'b.tf->': '/etc/hostname' }, says: /^b\.tf: was not/ },
  {
    name: 'a module elsewhere',
    files: { 'a.tf': 'module "m" {\n  source = "a/b/c"\n}\n' },
    says: /module m comes from a\/b\/c/,
  },
  {
    name: 'a module outside',
    files: { 'a.tf': 'module "m" {\n  source = "../m"\n}\n' },
    says: /module m is not/,
  },
  {
    name: 'a linked module',
    files: { 'a.tf': 'module "m" {\n  source = "./m"\n}\n', 'm->': '/etc' },
    says: /module m is not/,
  },
  {
    name: 'a module by an expression',
    files: { 'a.tf': 'module "m" {\n  source = var.m\n}\n' },
    says: /no plain source/,
  },
];

describe('unsafeLeftovers', () => {
  it.each(found)('names $name', async ({ files, says }) => {
    await using folder = await TestFolder.with(files);
    expect(await unsafeLeftovers(folder.dir)).toEqual([expect.stringMatching(says)]);
  });

  it.each([
    { name: 'comments', text: '# provisioner "x" {}\n/*\nbackend "s3" {\n*/\n' },
    { name: 'names of resources', text: 'resource "aws_cloud9_environment_ec2" "backend" {\n}\n' },
    { name: 'a file that is not understood and names nothing of it', text: 'locals {\n  a = = 1\n}\n' },
  ])('is silent about $name', async ({ text }) => {
    await using folder = await TestFolder.with({ 'a.tf': text });
    expect(await unsafeLeftovers(folder.dir)).toEqual([]);
  });

  it('refuses what a rewriting could not understand', async () => {
    await using one = await scratched({
      'main.tf': 'x = = 1\nprovisioner "x" {\n}\n',
    });
    expect(one.leftovers).not.toEqual([]);
    await using without = await scratched(
      { 'main.tf': 'x = = 1\nprovisioner', 'b.tf': '' },
      { without: new Set(['main.tf']) },
    );
    expect(without.leftovers).toEqual([]);
  });
});

/** Ways to hide a block between two parsers: it must be gone, or the copy must be refused. */
const hidden = [
  'x = <<E\nE \nPROVISIONER\ny = <<E\nE\n',
  'x = <<E\n  E\nPROVISIONER\ny = <<E\nE\n',
  'x = <<-E\n\tE\t\nPROVISIONER\ny = "E"\n',
  'x = <<A-B\nA\nA-B\nPROVISIONER\n',
  'x = <<E\r\nE\r\nPROVISIONER\r\n',
  'x = <<E\nE2\nE\nPROVISIONER\n',
  'x = <<E\n$${"\nE\nPROVISIONER\n',
  'x = "$${"\nPROVISIONER\ny = "}"\n',
  'x = "%%{"\nPROVISIONER\ny = "}"\n',
  `x = "$$\${"a"}"\nPROVISIONER\n`,
  'x = "$"\nPROVISIONER\ny = "{"\n',
  'x = "\\\\"\nPROVISIONER\ny = "\\""\n',
  'x = "/*"\nPROVISIONER\ny = "*/"\n',
  '# /*\nPROVISIONER\n# */\n',
  '// \\\nPROVISIONER\n',
  '/**/ PROVISIONER\n/***/\n',
  '# a\rb\nPROVISIONER\n',
  'x = "%{ if true }a%{ endif }"\nPROVISIONER\n',
  `x = "\${"\${"}"}"}"\nPROVISIONER\n`,
  `x = <<E\n\${<<F\n}\nF\n}\nE\nPROVISIONER\n`,
];
const heads = [
  'provisioner "local-exec" {\n}',
  'provisioner local-exec {\n}',
  'provisioner /* */ "local-exec" {\n}',
];

describe('a hidden block', () => {
  it.each(hidden.flatMap((text) => heads.map((head) => text.replace('PROVISIONER', head))))(
    '%j',
    async (body) => {
      await using one = await scratched({ 'main.tf': `resource "aws_x" "a" {\n${body}}\n` });
      const safe = !(await one.text('main.tf')).includes('local-exec');
      expect({ safe, refused: one.leftovers.length > 0 }).not.toEqual({ safe: false, refused: false });
    },
  );
});

describe('provisionersInPlan', () => {
  it('names them through modules', () => {
    const module = {
      resources: [{ address: 'a.b', provisioners: [{ type: 'local-exec' }] }, { address: 'a.c' }],
    };
    const plan = { configuration: { root_module: { ...module, module_calls: { m: { module } } } } };
    expect(provisionersInPlan(plan)).toEqual(['a.b', 'module.m.a.b']);
    expect(provisionersInPlan({})).toEqual([]);
  });
});
