import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ToolError } from '../../base/errors.ts';
import { identify, runTerraform, terraformPath } from './terraform.ts';

describe('the program that evaluates', () => {
  let dir: string;
  const env = { PATH: process.env.PATH ?? '' };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'holdfast-program-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  async function program(name: string, script: string): Promise<string> {
    const path = join(dir, name);
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  }

  it.each([
    ['Terraform v1.6.0', { product: 'Terraform', version: '1.6.0' }],
    ['Terraform v1.11.4\non linux_amd64', { product: 'Terraform', version: '1.11.4' }],
    ['Terraform v1.13.0-beta1', { product: 'Terraform', version: '1.13.0-beta1' }],
    ['OpenTofu v1.7.0', { product: 'OpenTofu', version: '1.7.0' }],
    ['OpenTofu v1.10.0', { product: 'OpenTofu', version: '1.10.0' }],
  ])('%j is taken', async (output, expected) => {
    const path = await program('good', `echo '${output}'`);
    expect(await identify(path, env)).toEqual({ path, ...expected });
  });

  it.each([
    ['an older Terraform', "echo 'Terraform v1.5.7'", 'Holdfast needs 1.6.0 or newer'],
    ['an older OpenTofu', "echo 'OpenTofu v1.6.2'", 'Holdfast needs 1.7.0 or newer'],
    ['another program', "echo 'Packer v1.11.0'", 'neither Terraform nor OpenTofu'],
    ['one that fails', 'exit 1', 'does not run'],
    ['one that is silent', 'true', 'neither Terraform nor OpenTofu'],
  ])('%s is refused, with where to get one', async (_what, script, message) => {
    const path = await program('bad', script);
    const refused = identify(path, env);
    await expect(refused).rejects.toThrow(ToolError);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow('https://developer.hashicorp.com/terraform/install');
  });

  it('is found on the PATH, Terraform before OpenTofu, and what is named before both', async () => {
    const tofu = await program('tofu', 'true');
    expect(await terraformPath({ PATH: `/nowhere:${dir}` })).toBe(tofu);
    const terraform = await program('terraform', 'true');
    expect(await terraformPath({ PATH: dir })).toBe(terraform);
    expect(await terraformPath({ PATH: dir, HOLDFAST_TERRAFORM: 'tofu' })).toBe(tofu);
    expect(await terraformPath({ PATH: '', HOLDFAST_TERRAFORM: tofu })).toBe(tofu);
  });

  it.each([
    [{ PATH: '/nowhere' }, 'Neither terraform nor tofu is installed'],
    [{}, 'Neither terraform nor tofu is installed'],
    [{ HOLDFAST_TERRAFORM: '/nowhere/terraform' }, '/nowhere/terraform is not a program'],
  ])('is missed with %j', async (environment, message) => {
    await expect(terraformPath(environment)).rejects.toThrow(message);
  });

  const options = (timeoutMs: number, signal = new AbortController().signal) => ({
    cwd: dir,
    env,
    timeoutMs,
    signal,
  });

  it('gives its output and its code', async () => {
    const path = await program('talks', 'echo out; echo err >&2; exit 3');
    expect(await runTerraform(path, ['plan'], options(60_000))).toEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  it.each([
    ['hangs', 'exec sleep 600', 'hangs plan took longer than 0.05 s'],
    ['is killed', 'kill -KILL $$', 'killed plan failed: ended by SIGKILL'],
  ])('is a tool error when it %s', async (what, script, message) => {
    const path = await program(what.split(' ').at(-1) ?? '', script);
    const run = runTerraform(path, ['plan'], options(what === 'hangs' ? 50 : 60_000));
    await expect(run).rejects.toThrow(message);
  });

  it('ends when the user stops', async () => {
    const path = await program('waits', 'exec sleep 600');
    const stop = new AbortController();
    const run = runTerraform(path, ['plan'], options(60_000, stop.signal));
    stop.abort(new Error('stopped'));
    await expect(run).rejects.toThrow('stopped');
  });
});
