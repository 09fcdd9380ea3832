import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { DigestingStream, digestOf } from '../../../base/digest.ts';
import { ToolError } from '../../../base/errors.ts';
import type { Runtime } from '../../../ports/jobs.ts';
import { programsOnPath } from './machine.ts';
import { isSystemPath } from './sandbox.ts';

/** A program that runs an entry; the entry runs itself when there is no `path`. */
export interface FoundRuntime extends Runtime {
  path?: string;
  /** Arguments before the entry. `memoryBytes` is what the whole job may use. */
  flags(memoryBytes: number): string[];
}

const run = promisify(execFile);
const megabyte = 1024 * 1024;

async function digestOfFile(path: string): Promise<string> {
  const stream = new DigestingStream(createReadStream(path, { highWaterMark: megabyte }));
  for await (const _ of stream);
  return stream.digest();
}

/** V8 sizes its heap by the machine, not by the job: without a bound it would not collect before the limit ends it. */
function nodeFlags(memoryBytes: number): string[] {
  const heapMegabytes = Math.max(16, Math.floor((memoryBytes * 0.75) / megabyte));
  return [
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    `--max-old-space-size=${heapMegabytes}`,
  ];
}

async function node(): Promise<FoundRuntime> {
  const path = await realpath(process.execPath);
  const name = `node ${process.versions.node}`;
  return { name, digest: await digestOfFile(path), path, flags: nodeFlags };
}

/** The first Python on PATH that belongs to the system: a version manager's in a home cannot be shown inside. */
async function python(): Promise<FoundRuntime> {
  for (const found of programsOnPath('python3')) {
    const path = await realpath(found);
    if (!isSystemPath(path)) continue;
    const { stdout } = await run(path, ['-I', '--version'], { env: {}, cwd: '/', timeout: 10_000 });
    const name = `python ${/\d+(\.\d+)+/.exec(stdout)?.[0] ?? 'of unknown version'}`;
    return { name, digest: await digestOfFile(path), path, flags: () => [] };
  }
  throw new ToolError('there is no Python of the system (under /usr): apt-get install python3');
}

/** An entry that is a program itself is fixed by the code's digest; beside it, by the system that it runs on. */
async function system(): Promise<FoundRuntime> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}="?([A-Za-z0-9._-]+)"?$`, 'm').exec(text)?.[1];
  const name = ['executable on', field('ID') ?? process.platform, field('VERSION_ID')];
  return { name: name.filter((part) => part).join(' '), digest: digestOf(text), flags: () => [] };
}

const known = new Map<string, Promise<FoundRuntime>>();

function once(name: string, find: () => Promise<FoundRuntime>): Promise<FoundRuntime> {
  const found = known.get(name) ?? find();
  known.set(name, found);
  // A program that is installed later is found later.
  found.catch(() => known.delete(name));
  return found;
}

/** @throws ToolError when there is none for the entry's ending */
export async function runtimeFor(entry: string): Promise<FoundRuntime> {
  switch (extname(entry)) {
    case '.mjs':
    case '.js':
    case '.ts':
      return once('node', node);
    case '.py':
      return once('python', python);
    case '':
      return once('system', system);
    default:
      throw new ToolError(
        `${entry}: nothing here runs this; an entry ends in .py, .mjs, .js, .ts or nothing`,
      );
  }
}
