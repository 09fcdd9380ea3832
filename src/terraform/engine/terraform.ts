import { execFile, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ToolError } from '../../base/errors.ts';
import { type Sandbox, sandboxArguments } from './sandbox.ts';

/** The program that evaluates configurations. */
export interface Terraform {
  path: string;
  product: 'Terraform' | 'OpenTofu';
  version: string;
}

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** The oldest versions whose plans, states and messages Holdfast reads. */
export const oldest = { Terraform: '1.6.0', OpenTofu: '1.7.0' } as const;

const where =
  'install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu ' +
  '(https://opentofu.org/docs/intro/install/), or name the program in HOLDFAST_TERRAFORM';

/** No output of Terraform that can still be read as one text is longer. */
const outputMaxBytes = 500 * 2 ** 20;

/**
 * The program to use: the one named in `HOLDFAST_TERRAFORM`, else `terraform`, else `tofu`, as the PATH has them.
 * @throws ToolError when there is none
 */
export async function terraformPath(environment: Record<string, string | undefined>): Promise<string> {
  const named = environment.HOLDFAST_TERRAFORM;
  for (const name of named ? [named] : ['terraform', 'tofu']) {
    const path = await onPath(name, environment.PATH);
    if (path !== undefined) return path;
  }
  throw new ToolError(
    `${named ? `${named} is not a program` : 'Neither terraform nor tofu is installed'}: ${where}`,
  );
}

/** Whether there is a program to plan with; one that is named, and is none, is for `terraformPath` to refuse. */
export async function hasTerraform(environment: Record<string, string | undefined>): Promise<boolean> {
  if (environment.HOLDFAST_TERRAFORM) return true;
  const found = await Promise.all(['terraform', 'tofu'].map((name) => onPath(name, environment.PATH)));
  return found.some((path) => path !== undefined);
}

/** A program as the PATH has it. */
export async function onPath(name: string, searchPath = ''): Promise<string | undefined> {
  for (const folder of name.includes('/') ? [''] : searchPath.split(delimiter)) {
    const path = join(folder, name);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Whether a program is OpenTofu, by its name; `identify` makes sure. */
export function looksLikeTofu(path: string): boolean {
  return /tofu/.test(basename(path));
}

const run = promisify(execFile);

/** Asks a program what it is. @throws ToolError when it is neither product, or too old */
export async function identify(path: string, env: Record<string, string>): Promise<Terraform> {
  const { stdout } = await run(path, ['version'], { env, timeout: 60_000 }).catch((cause: unknown) => {
    throw new ToolError(`${path} does not run: ${where}`, { cause });
  });
  return judge(path, stdout);
}

/** The same within the sandbox; without one, or where it does not work, as `identify`. */
export async function identifySandboxed(
  path: string,
  env: Record<string, string>,
  bwrap: string | undefined,
): Promise<{ terraform: Terraform; bwrap?: string }> {
  if (bwrap !== undefined) {
    const args = sandboxArguments({ bwrap, readable: [], writable: [] }, path, '/');
    const tried = await run(bwrap, [...args, 'version'], { env, timeout: 60_000 }).catch(() => undefined);
    if (tried) return { terraform: judge(path, tried.stdout), bwrap };
  }
  return { terraform: await identify(path, env) };
}

function judge(path: string, stdout: string): Terraform {
  const [, product, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+\S*)/m.exec(stdout) ?? [];
  if ((product !== 'Terraform' && product !== 'OpenTofu') || version === undefined)
    throw new ToolError(`${path} is neither Terraform nor OpenTofu: ${where}`);
  if (isOlder(version, oldest[product]))
    throw new ToolError(
      `${path} is ${product} ${version}; Holdfast needs ${oldest[product]} or newer: ${where}`,
    );
  return { path, product, version };
}

function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  for (const [at, number] of (right ?? []).entries()) {
    const own = left?.[at] ?? 0;
    if (own !== number) return own < number;
  }
  return false;
}

export interface RunOptions {
  cwd: string;
  env: Record<string, string>;
  timeoutMs: number;
  signal: AbortSignal;
  /** Where it runs; unbounded when absent. */
  sandbox?: Sandbox;
}

/** Runs a command of Terraform to its end. @throws ToolError when it does not start, ends by a signal or takes too long */
export async function runTerraform(path: string, args: string[], options: RunOptions): Promise<Outcome> {
  const limit = AbortSignal.timeout(options.timeoutMs);
  const { sandbox, cwd } = options;
  const bounded = sandbox ? [...sandboxArguments(sandbox, path, cwd), ...args] : args;
  const child = spawn(sandbox?.bwrap ?? path, bounded, {
    cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([options.signal, limit]),
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr] = [gather(child.stdout), gather(child.stderr)];
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) =>
      exitCode === null ? reject(new Error(`ended by ${signal}`)) : resolve(exitCode),
    );
  }).catch((cause: unknown) => {
    options.signal.throwIfAborted();
    const why = limit.aborted
      ? `took longer than ${options.timeoutMs / 1000} s`
      : `failed: ${(cause as Error).message}`;
    throw new ToolError(`${basename(path)} ${args[0]} ${why}`, { cause });
  });
  return { code, stdout: await stdout, stderr: await stderr };
}

async function gather(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream) {
    sizeBytes += chunk.length;
    if (sizeBytes <= outputMaxBytes) chunks.push(chunk);
  }
  if (sizeBytes > outputMaxBytes) throw new ToolError('Terraform wrote more than Holdfast can read');
  return Buffer.concat(chunks).toString('utf8');
}
