import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './program.ts';
import { recordingTerminal } from './testing/recording-terminal.ts';

const text = `
provider "aws" {
  region              = "eu-west-1"
}
resource "aws_kms_key" "data" {
  description = "data"
}
resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sagemaker:*"], Resource = "*" }] })
}
resource "aws_iam_user" "ada" {
  name = "ada"
}
resource "aws_iam_user_policy" "ada" {
  user   = aws_iam_user.ada.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "Mine", Effect = "Allow", Action = "iam:PutUserPolicy", Resource = aws_iam_user.ada.arn }] })
}
output "key" {
  value = aws_kms_key.data.arn
}
`;

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'holdfast-check-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function run(...args: string[]) {
  const recorded = recordingTerminal(dir, { PATH: process.env.PATH ?? '' });
  const code = await runCli(recorded.terminal, [...args, '--without-terraform']);
  return { code, ...recorded.text };
}

describe('the proof on the command line', () => {
  beforeAll(() => writeFile(join(dir, 'main.tf'), text));

  it('checks, and says what fails the build', async () => {
    const told = await run('check', '.');
    // Each new check passes somewhere.
    expect({ ...told, out: told.out.replace(/\d+ passed/, 'N passed') }).toMatchSnapshot();
  });

  it('says whether somebody can, and as whom', async () => {
    expect(await run('can', 'user/ada', 's3:GetObject', 'arn:aws:s3:::data/a')).toMatchSnapshot();
    expect((await run('can', 'user/ada', 'iam:PutUserPolicy', 'user/ada', '--expect', 'denied')).code).toBe(
      1,
    );
    expect(
      (await run('can', 'user/ada', 's3:GetObject', 'arn:aws:s3:::b/a', '--direct', '--expect', 'denied'))
        .code,
    ).toBe(0);
  });

  it.each([
    ['can', 'user/adi', 's3:GetObject', '*'],
    ['can', 'user/ada', 's3:GetObjekt', '*'],
    ['can', 'user/ada', 's3:GetObject'],
    ['can', 'user/ada', 's3:GetObject', '*', '--context', 'nothing'],
    ['can', 'user/ada', 's3:GetObject', '*', '--expect', 'perhaps'],
    ['check', 'missing'],
    ['check', '.', '--baseline', 'main.tf'],
    ['check', '.', '--merge-sarif', 'main.tf'],
    ['access', '--intent'],
    ['access', '.', '--base', 'no/such/revision'],
  ])('refuses %s %s %s %s', async (...args) => {
    const { code, err } = await run(...args);
    expect({ code, err: err.replaceAll(dir, 'DIR') }).toMatchSnapshot();
  });

  it('shows the matrix, and who can become an administrator', async () => {
    expect((await run('access', '.')).out).toContain('user/ada can become one');
    const { out } = await run('access', '.', '--format', 'json');
    const { environments } = JSON.parse(out);
    const [ada] = environments['.'].principals.filter(({ id }: { id: string }) => id === 'user/ada');
    expect(ada.admin.answer).toBe('allowed');
  });

  it('accepts what there is, and notices what is new', async () => {
    expect((await run('check', '.', '--write-baseline', 'baseline.json')).code).toBe(0);
    expect((await run('check', '.', '--baseline', 'baseline.json')).code).toBe(0);
    await writeFile(join(dir, 'more.tf'), 'resource "aws_s3_bucket" "b" {}\n');
    expect((await run('check', '.', '--baseline', 'baseline.json')).code).toBe(1);
    await rm(join(dir, 'more.tf'));
  });

  it('mends what can be mended, and keeps the mode of the file', async () => {
    await chmod(join(dir, 'main.tf'), 0o640);
    expect((await run('check', '.', '--fix')).out).toContain('enable_key_rotation = true');
    expect(await readFile(join(dir, 'main.tf'), 'utf8')).toContain(
      '  enable_key_rotation = true\n  description = "data"',
    );
    expect((await stat(join(dir, 'main.tf'))).mode & 0o777).toBe(0o640);
  });
});
