import { execFile } from 'node:child_process';
import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lacks } from '../../../tools/testing/lacks.ts';
import { unsafeLeftovers } from './leftovers.ts';
import { readProject } from './project.ts';
import { writeScratch } from './scratch.ts';
import { digestOfFolder, TestFolder } from './testing/folder.ts';
import { scratched, syntaxError } from './testing/scratched.ts';

describe('the mirror', () => {
  const files = {
    'live/prod/main.tf': 'module "m" {\n  source = "../../modules/m"\n}\n',
    'live/prod/terraform.tfvars': 'a = 1\n',
    'live/prod/terraform.tfstate': 'secret',
    'live/prod/terraform.tfstate.d/x/terraform.tfstate': 'secret',
    'live/prod/.terraform.lock.hcl': '',
    'live/prod/.terraform/providers/p': '',
    'live/prod/policies/a.json': '{}',
    'live/stage/main.tf': '',
    'modules/m/main.tf': `locals {\n  a = file("\${path.module}/../shared/a.txt")\n}\n`,
    'modules/m/link->': '../shared',
    'modules/m/out->': '/etc',
    'modules/shared/a.txt': 'x',
    'node_modules/x/y.js': '',
    'docs/a.md': '',
  };

  it('holds real folders where Terraform works, and links elsewhere', async () => {
    await using one = await scratched(files, { root: 'live/prod' });
    const { dir, rootDir } = one.scratch;
    expect((await readdir(dir)).sort()).toEqual(['docs', 'live', 'modules']);
    expect((await readdir(rootDir)).sort()).toEqual([
      'holdfast-no-state',
      'holdfast_address_override.tf',
      'holdfast_module.tf',
      'main.tf',
      'policies',
      'terraform.tfvars',
    ]);
    const isLink = async (path: string) => (await lstat(join(dir, path))).isSymbolicLink();
    for (const real of ['live', 'modules', 'modules/m', 'live/prod/policies', 'live/prod/main.tf'])
      expect([real, await isLink(real)]).toEqual([real, false]);
    for (const link of [
      'docs',
      'live/stage',
      'modules/shared',
      'live/prod/terraform.tfvars',
      'modules/m/link',
    ])
      expect([link, await isLink(link)]).toEqual([link, true]);
    expect(await readlink(join(dir, 'modules/m/link'))).toBe(one.folder.at('project/modules/shared'));
    expect(await stat(join(dir, 'live/prod/policies/a.json'))).toBeDefined();
    expect(one.scratch.issues).toMatchObject([
      { code: 'link-leaves-project', place: { file: 'modules/m/out' } },
    ]);
    expect(one.leftovers).toEqual([]);
  });

  it('leaves the project as it is, also when removed', async () => {
    await using one = await scratched(
      { ...files, 'modules/m/big.tf': 'terraform {\n  backend "s3" {}\n}\n' },
      { root: 'live/prod' },
    );
    const before = await digestOfFolder(one.folder.at('project'));
    await (await writeScratch(one.project, one.folder.at('second'))).remove();
    await one.scratch.remove();
    expect(await digestOfFolder(one.folder.at('project'))).toBe(before);
    await expect(stat(one.scratch.dir)).rejects.toThrow();
  });

  it('never writes into a folder that holds something', async () => {
    await using one = await scratched(files, { root: 'live/prod' });
    await expect(writeScratch(one.project, one.scratch.dir)).rejects.toThrow(/EEXIST/);
  });

  it('rewrites vendored modules and copies the list of them', async () => {
    const manifest = JSON.stringify({
      Modules: [
        {
          Key: 'v',
          Source: 'registry.terraform.io/a/b/c',
          Version: '1.0.0',
          Dir: '.terraform/modules/v/sub',
        },
      ],
    });
    await using one = await scratched({
      'main.tf': 'module "v" {\n  source = "a/b/c//sub"\n}\n',
      '.terraform/modules/modules.json': manifest,
      '.terraform/modules/v/sub/main.tf': 'resource "aws_x" "a" {\n  provisioner "local-exec" {\n  }\n}\n',
      '.terraform/modules/unused/main.tf': '',
      '.terraform/environment': 'x',
    });
    expect(one.leftovers).toEqual([]);
    expect(await one.text('.terraform/modules/modules.json')).toBe(manifest);
    expect(await one.text('.terraform/modules/v/sub/main.tf')).not.toContain('provisioner');
    expect(await readdir(join(one.scratch.dir, '.terraform'))).toEqual(['modules']);
    expect((await readdir(join(one.scratch.dir, '.terraform/modules'))).sort()).toEqual([
      'modules.json',
      'v',
    ]);
  });

  it('gives generated files a name that is free', async () => {
    await using one = await scratched({ 'holdfast_module.tf': 'resource "aws_x" "a" {}' });
    expect(await one.text('holdfast_module.tf')).toContain('aws_x');
    expect(await one.text('holdfast_module_2.tf')).toContain('variable');
    expect(one.scratch.original('holdfast_module.tf')).toBe('holdfast_module.tf');
    expect(one.scratch.original('holdfast_module_2.tf')).toBeUndefined();
  });

  it('leads back to files, lines and bytes of the project', async () => {
    const text = 'check "c" {\n  data "http" "a" { url = "" }\n}\nlocals {\n  é = timestamp()\n  b = 1\n}\n';
    await using one = await scratched(
      { 'a/main.tf': 'module "m" {\n  source = "../m"\n}\n', 'm/main.tf': text },
      { root: 'a' },
    );
    const { scratch } = one;
    for (const name of ['../m/main.tf', `${scratch.dir}/m/main.tf`])
      expect(scratch.original(name)).toBe('m/main.tf');
    expect(scratch.original('main.tf')).toBe('a/main.tf');
    expect(scratch.original('../../elsewhere')).toBeUndefined();
    const copy = await one.text('m/main.tf');
    const line = copy.split('\n').findIndex((one) => one.includes('b = 1')) + 1;
    expect(line).toBe(9);
    expect(scratch.originalLine('../m/main.tf', line)).toBe(6);
    const byte = Buffer.from(copy).indexOf('b = 1');
    expect(scratch.originalByte('../m/main.tf', byte)).toBe(Buffer.from(text).indexOf('b = 1'));
  });

  it('takes further edits, but none that cuts into what was made safe', async () => {
    const text = 'resource "é" "b" {\n  old = 1\n  provisioner "x" {\n  }\n}\n';
    const at = (part: string) => Buffer.from(text).indexOf(part);
    const edit = (part: string, put: string) => ({
      file: 'main.tf',
      startByte: at(part),
      endByte: at(part) + Buffer.byteLength(part),
      text: put,
    });
    await using one = await scratched(
      { 'main.tf': text },
      { edits: [edit('old = 1', 'new = 2'), edit('"x"', '"evil"'), edit('{\n  }', '{ }')] },
    );
    expect(await one.text('main.tf')).toMatch(/^resource "é" "b" \{\n {2}new = 2\n +\n +\n\}\n$/);
  });
});

const names = fc.constantFrom('a', 'é', 'x-1', 'provisioner');
const comment = fc.constantFrom('# }', '// {', '/* } */', '/*\n{ provisioner "x" {\n*/');
const line = fc.oneof(
  fc.constantFrom(
    'a = "}"',
    `b = "\${x["{"]}"`,
    'c = <<E\n} { "\nE',
    'd = <<-E\n  connection {\n  E',
    'tags = { a = "é😀" }',
    'n {\n  x = 1\n}',
  ),
  fc.constantFrom(
    'provisioner "local-exec" {\n  command = "}"\n}',
    'connection {\n  a = <<E\n}\nE\n}',
    't = timestamp()',
    '',
  ),
  comment,
);
const block = fc
  .tuple(
    fc.constantFrom('resource', 'data'),
    fc.constantFrom('aws_x', 'terraform_data'),
    names,
    fc.array(line, { maxLength: 5 }),
  )
  .map(([kind, type, name, lines]) => `${kind} "${type}" "${name}" {\n${lines.join('\n')}\n}`);
const file = fc
  .tuple(fc.array(fc.oneof(block, comment), { maxLength: 6 }), fc.constantFrom('\n', '\r\n'))
  .map(([blocks, end]) => `${blocks.join('\n').replaceAll('\n', end)}${end}`);

describe('any file', () => {
  it('still parses, with every block on its line and nothing left that runs', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        await using one = await scratched({ 'main.tf': text });
        const copy = await one.text('main.tf');
        expect(await syntaxError('main.tf', copy)).toBeUndefined();
        expect(one.leftovers).toEqual([]);
        const heads = (of: string) =>
          of
            .split('\n')
            .flatMap((one, index) => (/^(?:resource|data) /.test(one) ? [`${index}: ${one.trim()}`] : []));
        expect(heads(copy)).toEqual(heads(text));
      }),
      { numRuns: 60 },
    );
  });
});

const run = promisify(execFile);

function terraform(dir: string, ...args: string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: dir, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
  return run('terraform', args, { cwd: dir, env });
}

describe.skipIf(lacks('terraform'))('real Terraform on a copy (needs terraform)', () => {
  const files = {
    'live/main.tf': `terraform {
  backend "s3" {
    bucket = "no-such-bucket"
    region = "eu-west-1"
  }
}
variable "names" {
  type    = "list"
  default = ["a", "b"]
}
data "terraform_remote_state" "net" {
  backend = "s3"
  config = {
    bucket = "no-such-bucket"
    key    = "k"
    region = "eu-west-1"
  }
}
module "m" {
  source   = "../modules/m"
  for_each = toset(var.names)
  vpc_id   = data.terraform_remote_state.net.outputs.vpc_id
}
resource "terraform_data" "one" { input = timestamp() }
resource "terraform_data" "two" {
  input      = map("k", list("x"))
  depends_on = ["terraform_data.one"]
  provisioner "local-exec" {
    command = "touch mark"
  }
}
check "c" {
  data "terraform_remote_state" "in_check" {
    backend = "http"
    config  = { address = "http://127.0.0.1:9/" }
  }
  assert {
    condition     = data.terraform_remote_state.in_check.outputs.subnet_ids[0] != ""
    error_message = "none"
  }
}
output "subnets" {
  value = [data.terraform_remote_state.net.outputs.subnet_ids, uuid()]
}
`,
    'modules/m/main.tf': 'variable "vpc_id" {}\n',
    'modules/m/more.tf.json': JSON.stringify({
      resource: {
        terraform_data: {
          j: { input: `\${var.vpc_id}`, provisioner: [{ 'local-exec': { command: 'touch mark' } }] },
        },
      },
    }),
  };

  it('initialises, validates, plans and applies without a backend, and runs nothing', async () => {
    await using one = await scratched(files, { root: 'live' });
    expect(one.leftovers).toEqual([]);
    const { dir, rootDir } = one.scratch;
    await terraform(rootDir, 'init', '-backend=false');
    await terraform(rootDir, 'validate');
    await terraform(rootDir, 'fmt', '-write=false', '-list=false', '-recursive', dir);
    await terraform(rootDir, 'apply', '-auto-approve');
    const { stdout } = await terraform(rootDir, 'output', '-json');
    expect(JSON.parse(stdout).subnets.value).toEqual([
      [expect.stringMatching(/^subnet-0/), expect.stringMatching(/^subnet-0/)],
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    ]);
    const names = await readdir(dir, { recursive: true });
    expect(names.filter((name) => name.endsWith('mark'))).toEqual([]);
    expect(await unsafeLeftovers(dir)).toEqual([]);
  });

  it('takes the address overrides of every kind of block', async () => {
    await using one = await scratched({
      'main.tf':
        'resource "aws_x" "a" {}\ndata "aws_x" "b" {\n  count = 1\n}\nephemeral "aws_x" "c" {}\nmodule "m" {\n  source = "./m"\n}\n',
      'main.tf.json': '{"resource": {"aws_x": {"j": {"for_each": {}}}}, "module": {"j": {"source": "./m"}}}',
      'm/main.tf': '',
    });
    // `get` reads the whole configuration and refuses an override of what does not exist; it needs no provider.
    await terraform(one.scratch.rootDir, 'get');
  });

  it('reads the project as it was before', async () => {
    await using folder = await TestFolder.with({ ...files, '.git/HEAD': '' });
    const before = await digestOfFolder(folder.dir);
    await using scratchFolder = await TestFolder.with({});
    const scratch = await writeScratch(await readProject(folder.at('live')), scratchFolder.at('copy'));
    await terraform(scratch.rootDir, 'init', '-backend=false');
    expect(await digestOfFolder(folder.dir)).toBe(before);
  });
});
