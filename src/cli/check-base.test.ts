import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './program.ts';
import { recordingTerminal } from './testing/recording-terminal.ts';

const rules = `
holdfast: 1
platform: acme
cloud: { region: eu-central-1 }
teams:
  security: { members: [sam], alerts: a@acme.example }
environments:
  dev: { account: "111111111111", production: false }
`;

const waiver = `
waivers:
  all: { check: security-groups/ssh, where: "*", environments: [dev], reason: none, owner: security, expires: "2099-01-01" }
`;

const open = `
resource "aws_security_group" "a" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'holdfast-base-test-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function folder(name: string, files: Record<string, string>): Promise<void> {
  await mkdir(join(dir, name, 'infra/dev'), { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(dir, name, file), text);
}

async function check(head: string, base: string) {
  const recorded = recordingTerminal(dir, { PATH: process.env.PATH ?? '' });
  const args = ['check', head, '--base', base, '--without-terraform', '--format', 'json'];
  const code = await runCli(recorded.terminal, args);
  const { out, err } = recorded.text;
  return { code, err, findings: out === '' ? [] : JSON.parse(out).findings };
}

type Found = { check: string; name: string; waived?: object };

describe('a change that is judged by its base', () => {
  beforeAll(async () => {
    await folder('base', { 'holdfast.yaml': rules, 'infra/dev/main.tf': '' });
    await folder('head', { 'holdfast.yaml': rules + waiver, 'infra/dev/main.tf': open });
    await folder('bare', { 'infra/dev/main.tf': '' });
    await folder('wrong', { 'holdfast.yaml': 'holdfast: 9\n', 'infra/dev/main.tf': '' });
    await folder('gone', { 'infra/dev/main.tf': '' });
  });

  it.each(['base', 'bare'])('is not covered by the waivers that it brings, with %s', async (base) => {
    const { code, findings } = await check('head', base);
    const ssh = findings.find((one: Found) => one.check === 'security-groups/ssh');
    expect(ssh).toBeDefined();
    expect(ssh.waived).toBeUndefined();
    expect(code).toBe(1);
  });

  it('says that it changes the rules', async () => {
    const { findings } = await check('head', 'base');
    const changes = findings.filter((one: Found) => one.check === 'policy/changed');
    expect(changes.map(({ name }: Found) => name)).toEqual(['waivers.all']);
  });

  it('says that it removes them', async () => {
    const { findings } = await check('gone', 'base');
    const changes = findings.filter((one: Found) => one.check === 'policy/changed');
    expect(changes.map(({ name }: Found) => name)).toContain('teams.security');
  });

  it('is refused when its own rules are wrong', async () => {
    const { code, err } = await check('wrong', 'base');
    expect(code).toBe(2);
    expect(err).toContain('holdfast.yaml:1');
  });
});
