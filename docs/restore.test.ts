import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { which } from '../tools/testing/lacks.ts';
import { blocksOf, sectionOf } from '../tools/testing/markdown.ts';
import { shell } from './testing/shell.ts';

const runbook = await readFile(join(import.meta.dirname, 'runbooks/restore.md'), 'utf8');

/** Not even in CI: nothing installs them there. */
const lacksMoto =
  which('aws') === undefined ||
  spawnSync('python3', ['-c', 'import moto.server'], { stdio: 'ignore' }).status !== 0;

describe.skipIf(lacksMoto)('restoring the state, by the commands of the runbook (needs aws and moto)', () => {
  let dir: string;
  let server: ChildProcess;
  let env: Record<string, string>;
  const bucket = 'acme-prod-state-333333333333';
  const aws = (args: string) => shell(`aws ${args}`, dir, env);
  const put = async (text: string) => {
    await writeFile(join(dir, 'state'), text);
    await aws(`s3api put-object --bucket ${bucket} --key prod/terraform.tfstate --body state`);
  };
  const current = async () => {
    await aws(`s3api get-object --bucket ${bucket} --key prod/terraform.tfstate now`);
    return readFile(join(dir, 'now'), 'utf8');
  };
  const steps = () => {
    const [names = '', , commands = ''] = blocksOf(runbook, 'sh');
    expect(commands).toBe(blocksOf(sectionOf(runbook, 'Steps: state'), 'sh')[0]);
    return shell(`${names}\n${commands}`, dir, env);
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'holdfast-restore-'));
    server = spawn('python3', ['-m', 'moto.server', '-p', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
    env = {
      PATH: process.env.PATH ?? '',
      HOME: dir,
      AWS_ENDPOINT_URL: await addressOf(server),
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
      AWS_PAGER: '',
      ...(process.env.PYENV_ROOT !== undefined && { PYENV_ROOT: process.env.PYENV_ROOT }),
    };
    const region = 'eu-central-1';
    await aws(
      `s3api create-bucket --bucket ${bucket} --region ${region} --create-bucket-configuration LocationConstraint=${region}`,
    );
    await aws(`s3api put-bucket-versioning --bucket ${bucket} --versioning-configuration Status=Enabled`);
  });
  afterAll(async () => {
    if (server.exitCode === null && server.kill()) await once(server, 'close');
    await rm(dir, { recursive: true, force: true });
  });

  it('brings the version before back, and keeps the broken one', async () => {
    await put('{"serial":1}');
    await put('{"serial":2}');
    await put('broken');
    const { stdout } = await steps();
    expect(stdout.match(/\bTrue\b/g)).toHaveLength(1);
    expect(await current()).toBe('{"serial":2}');
    expect(await readFile(join(dir, 'broken.tfstate'), 'utf8')).toBe('broken');
  });
});

/** Where it listens; throws when it ends instead. */
async function addressOf(server: ChildProcess): Promise<string> {
  if (!server.stderr) throw new TypeError('nothing is read of the server');
  for await (const line of createInterface({ input: server.stderr })) {
    const address = /Running on (http:\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      server.stderr.resume();
      return address;
    }
  }
  throw new Error('moto does not run');
}
