import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lacks } from '../../../tools/testing/lacks.ts';
import { InputError } from '../../base/errors.ts';
import { runModuleTests, type TestRun } from './test-run.ts';
import { folderOf } from './testing/planned.ts';

const main = `
variable "name" {
  type = string
}
resource "aws_s3_bucket" "this" {
  bucket = var.name
}
output "arn" {
  value = aws_s3_bucket.this.arn
}
`;

const asserting = (arn: string) => `
provider "aws" {
  region = "eu-west-1"
}
run "setup" {
  module {
    source = "./tests/setup"
  }
}
run "bucket" {
  variables {
    name = run.setup.name
  }
  assert {
    condition     = output.arn == "${arn}"
    error_message = "the ARN is $\{output.arn}"
  }
}
`;

const setup = (mark: string) => `
resource "terraform_data" "name" {
  input = "data"
  provisioner "local-exec" {
    command = "touch ${mark}"
  }
}
output "name" {
  value = terraform_data.name.output
}
`;

describe.skipIf(lacks('terraform'))("a module's own tests (needs terraform)", () => {
  async function run(files: Record<string, string>): Promise<TestRun> {
    await using folder = await folderOf(files);
    return await runModuleTests({
      dir: folder.dir,
      varFiles: [],
      variables: [],
      environment: process.env,
      timeoutMs: 60_000,
      signal: new AbortController().signal,
    });
  }

  it('pass against what would be applied, and nothing of them runs on the machine', async () => {
    await using marks = await folderOf({});
    const { passed, output } = await run({
      'main.tf': main,
      'tests/bucket.tftest.hcl': asserting('arn:aws:s3:::data'),
      'tests/setup/main.tf': setup(join(marks.dir, 'mark')),
    });
    expect(output).toContain('Success! 2 passed, 0 failed.');
    expect(passed).toBe(true);
    expect(await readdir(marks.dir)).toEqual([]);
  });

  it('fail with what Terraform says', async () => {
    const { passed, output } = await run({
      'main.tf': main,
      'bucket.tftest.hcl': asserting('arn:aws:s3:::other'),
      'tests/setup/main.tf': setup('/nowhere/mark'),
    });
    expect(passed).toBe(false);
    expect(output).toContain('the ARN is arn:aws:s3:::data');
    expect(output).toContain('1 passed, 1 failed');
  });

  it.each([
    ['no tests', { 'main.tf': main }, 'no-tests'],
    [
      'a configuration that is refused',
      { 'main.tf': 'resource {}\n', 'a.tftest.hcl': 'run "a" {}\n' },
      'terraform-error',
    ],
    [
      'a module from elsewhere',
      { 'main.tf': 'module "a" {\n  source = "a/b/c"\n}\n', 'a.tftest.hcl': 'run "a" {}\n' },
      'not-safe-to-run',
    ],
  ])('%s is wrong input', async (_what, files, code) => {
    const refused = await run(files as Record<string, string>).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputError);
    expect((refused as InputError).issues[0]?.code).toBe(code);
  });
});
