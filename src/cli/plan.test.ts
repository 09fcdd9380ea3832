import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../tools/testing/lacks.ts';
import { runCli } from './program.ts';
import { recordingTerminal } from './testing/recording-terminal.ts';

const good = `
provider "aws" {
  region = "eu-west-1"
}
variable "name" {
  default = "data"
}
data "aws_ami" "base" {
  owners = ["self"]
}
resource "aws_s3_bucket" "data" {
  bucket = var.name
  provisioner "local-exec" {
    command = "true"
  }
}
resource "aws_instance" "one" {
  ami           = data.aws_ami.base.id
  instance_type = "t3.micro"
}
`;

const broken = `
resource "aws_s3_bucket" "data" {
  bucket   = var.name
  nonsense = true
}
`;

describe.skipIf(lacks('terraform'))('holdfast plan (needs terraform)', () => {
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'holdfast-cli-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  async function run(text: string, ...args: string[]) {
    await writeFile(join(dir, 'main.tf'), text);
    const environment = { PATH: process.env.PATH ?? '', XDG_CACHE_HOME: join(dir, 'cache') };
    const recorded = recordingTerminal(dir, environment);
    const code = await runCli(recorded.terminal, ['plan', '.', ...args]);
    // With or without a sandbox, and by whichever version.
    const out = recorded.text.out
      .replace(/by \w+ [\d.]+ /, 'by VERSION ')
      .replace(/.*without a sandbox.*\n/, '');
    return { code, out, err: recorded.text.err };
  }

  it('says what it came to, what did not run and what it assumed', async () => {
    expect(await run(good, '--no-cache')).toMatchInlineSnapshot(`
      {
        "code": 0,
        "err": "",
        "out": "2 resources, evaluated by VERSION without credentials
      every value is known

      did not run:
        main.tf:13:3: the provisioner of aws_s3_bucket.data is left out

      assumed:
        the account is 123456789012: no provider says which it is, and --account does not
        main.tf:8:1: data.aws_ami.base: The image is taken to exist in the account.
      ",
      }
    `);
  });

  it('writes the plan for its owner alone, the same from the cache', async () => {
    const first = await run(good, '-o', 'first.json', '--account', '111122223333', '--var', 'name=other');
    const second = await run(good, '-o', 'second.json', '--account', '111122223333', '--var', 'name=other');
    expect([first.code, second.code]).toEqual([0, 0]);
    const text = await readFile(join(dir, 'first.json'), 'utf8');
    expect(await readFile(join(dir, 'second.json'), 'utf8')).toBe(text);
    expect((await stat(join(dir, 'first.json'))).mode & 0o777).toBe(0o600);
    const { planned_values: values } = JSON.parse(text);
    expect(values.root_module.resources[1].values.arn).toBe('arn:aws:s3:::other');
  });

  it('gives the plan itself as JSON', async () => {
    const { code, out } = await run(good, '--format', 'json', '--no-cache');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ holdfast: { schemaVersion: 1, mode: 'strict' } });
  });

  it('takes what the user knows better', async () => {
    await writeFile(join(dir, 'known.yaml'), 'data.aws_ami.base:\n  id: ami-0123456789abcdef0\n');
    const { out } = await run(good, '--format', 'json', '--no-cache', '--assume', 'known.yaml');
    const { resource_changes: changes } = JSON.parse(out);
    const instance = changes.find(({ type }: { type: string }) => type === 'aws_instance');
    expect(instance.change.after.ami).toBe('ami-0123456789abcdef0');
  });

  it('tells what Terraform refuses, and still evaluates the rest', async () => {
    expect(await run(broken, '--no-cache')).toMatchInlineSnapshot(`
      {
        "code": 2,
        "err": "main.tf:3:14: Reference to undeclared input variable: An input variable with the name "name" has not been declared. This variable can be declared with a variable "name" {} block. (terraform-error)
      main.tf:4:3: Unsupported argument: An argument named "nonsense" is not expected here. (terraform-error)
      ",
        "out": "1 resource, evaluated by VERSION without credentials
      every value is known, or assumed

      changed, so that the rest could be evaluated:
        main.tf:3:14: var.name is taken to be "assumed-name": Reference to undeclared input variable An input variable with the name "name" has not been declared. This variable can be declared with a variable "name" {} block.
        main.tf:4:3: the argument nonsense is left out: Unsupported argument An argument named "nonsense" is not expected here.

      assumed:
        the account is 123456789012: no provider says which it is, and --account does not
        the region is us-east-1: a provider does not say which it is, and --region does not
      ",
      }
    `);
  });

  it.each([
    ['--account', '12'],
    ['--region', 'Ireland'],
    ['--var', 'name'],
    ['--var-file', 'missing.tfvars'],
    ['--assume', 'missing.yaml'],
    ['--assume', 'main.tf'],
  ])('refuses %s %s', async (option, value) => {
    const { code, err } = await run(good, option, value);
    expect({ code, err: err.replaceAll(dir, 'DIR') }).toMatchSnapshot();
  });
});

describe('holdfast plan without terraform', () => {
  it('says where to get it', async () => {
    const { terminal, text } = recordingTerminal('/', { PATH: '/nowhere' });
    expect(await runCli(terminal, ['plan', '.'])).toBe(3);
    expect(text.err).toContain('https://developer.hashicorp.com/terraform/install');
  });
});
