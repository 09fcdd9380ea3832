import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { InputError, ToolError } from '../../base/errors.ts';

/** The earlier revision that a change is compared with, as a folder or a file. */
export interface Base {
  /** What corresponds to the folder that is judged. */
  source: string;
  /** Removes what was made for it. */
  close(): Promise<void>;
}

const outputMaxBytes = 64 * 1024;

/**
 * Opens what `--base` names: a folder, a file with a plan or a state, or a revision in git, which is taken out into a
 * temporary folder.
 * @param dir the folder that is judged
 * @throws InputError when it is none of them; ToolError without git
 */
export async function openBase(named: string, dir: string, cwd: string, signal: AbortSignal): Promise<Base> {
  const path = resolve(cwd, named);
  if (await stat(path).catch(() => undefined)) return { source: path, close: async () => undefined };
  const top = (await git(['-C', dir, 'rev-parse', '--show-toplevel'], signal)).trim();
  const revision = await revisionOf(named, top, signal);
  const out = await mkdtemp(join(tmpdir(), 'holdfast-base-'));
  const close = () => rm(out, { recursive: true, force: true });
  try {
    const archive = join(out, 'base.tar');
    await git(['-C', top, 'archive', '--format=tar', '-o', archive, revision], signal);
    await run('tar', ['-x', '-C', out, '-f', archive, '--no-same-owner', '--no-same-permissions'], signal);
    await rm(archive);
    // What is taken out ends where the repository does: roots may call modules that stand beside their platform.
    await mkdir(join(out, '.git'), { recursive: true });
    return { source: join(out, relative(top, dir)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `--end-of-options` and the form of the name keep it from being taken for an option. */
async function revisionOf(named: string, top: string, signal: AbortSignal): Promise<string> {
  const arguments_ = ['-C', top, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${named}^{commit}`];
  const found = await git(arguments_, signal).catch((error: unknown) => {
    if (error instanceof Refused) return '';
    throw error;
  });
  if (/^[0-9a-f]{40,64}$/.test(found.trim())) return found.trim();
  throw new InputError({
    code: 'base-not-found',
    message: `--base ${named}: there is no such folder, file or revision`,
    fix: 'name a folder, a plan, or a revision of git such as origin/main; in CI, fetch it first',
  });
}

/** A program that ran and ended with an error. */
class Refused extends ToolError {}

function git(args: string[], signal: AbortSignal): Promise<string> {
  return run('git', args, signal);
}

async function run(program: string, args: string[], signal: AbortSignal): Promise<string> {
  const { promise, resolve: done, reject } = Promise.withResolvers<string>();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (out.length < outputMaxBytes) out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (err.length < outputMaxBytes) err += text;
  });
  child.on('error', (cause) =>
    reject(new ToolError(`${program} could not be run: ${cause.message}`, { cause })),
  );
  child.on('close', (code) => {
    if (code === 0) done(out);
    else reject(new Refused(`${program} ${args.slice(0, 4).join(' ')} failed: ${err.trim().slice(0, 500)}`));
  });
  return promise;
}

/** The path of a folder from the root of its repository; '' when it is the root, or in none. */
export async function repositoryPrefix(dir: string): Promise<string> {
  const found = await git(['-C', dir, 'rev-parse', '--show-prefix'], new AbortController().signal).catch(
    () => '',
  );
  return found.trim().replace(/\/$/, '');
}
