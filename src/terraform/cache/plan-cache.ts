import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Inputs, readInputs, type Stamps } from './inputs.ts';

/** Plans of before, by what they were made from. Nothing in it is needed: what is damaged counts as absent. */
export interface PlanCache {
  /** The text that was kept for these inputs; undefined when there is none. */
  read(): Promise<string | undefined>;
  /**
   * Keeps a text for what the folders and files held when the plan was begun, unless that has changed since.
   * @param paths what the plan was made from
   */
  write(paths: readonly string[], begunMs: number, text: string): Promise<void>;
}

interface Record_ {
  paths: string[];
  takenMs: number;
  stamps: Stamps;
}

/** So much is kept; the longest unused go first. */
const entriesMax = 100;
const sizeMaxBytes = 512 * 2 ** 20;

/**
 * @param dir a folder for all plans, which only its owner can read: plans may hold secrets
 * @param call everything beside files that a plan depends on
 */
export function planCache(dir: string, call: unknown): PlanCache {
  const key = sha256(JSON.stringify(call));
  const recordFile = join(dir, `${key}.inputs`);
  const planFile = (inputs: Inputs) => join(dir, `${sha256(`${key}\0${inputs.digest}`)}.plan`);
  return {
    read: async () => {
      const record = recordOf(await textOf(recordFile));
      const inputs = record && (await readInputs(record.paths, record.stamps, record.takenMs));
      if (!inputs) return undefined;
      const text = await textOf(planFile(inputs));
      if (text !== undefined) await touch([recordFile, planFile(inputs)]);
      return text;
    },
    write: async (paths, begunMs, text) => {
      const takenMs = Date.now();
      const inputs = await readInputs(paths, {}, 0);
      if (!inputs || changedSince(inputs, begunMs)) return;
      await mkdir(dir, { recursive: true, mode: 0o700 });
      await writeWhole(planFile(inputs), text);
      await writeWhole(recordFile, JSON.stringify({ paths, takenMs, stamps: inputs.stamps }));
      await prune(dir);
    },
  };
}

/** Whether a file changed while the plan was made: the plan may then be of neither state. */
function changedSince({ stamps }: Inputs, begunMs: number): boolean {
  return Object.values(stamps).some(({ mtimeMs, ctimeMs }) => Math.max(mtimeMs, ctimeMs) >= begunMs);
}

function recordOf(text: string | undefined): Record_ | undefined {
  try {
    const record: Record_ = JSON.parse(text ?? '');
    return Array.isArray(record.paths) && typeof record.stamps === 'object' ? record : undefined;
  } catch {
    return undefined;
  }
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function touch(files: string[]): Promise<void> {
  const now = new Date();
  await Promise.all(files.map((file) => utimes(file, now, now).catch(() => undefined)));
}

/** Readers see the whole text or none. */
async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(part, text, { flag: 'wx', mode: 0o600 });
  await rename(part, file);
}

async function prune(dir: string): Promise<void> {
  const files = await Promise.all(
    (await readdir(dir)).map(async (name) => {
      const file = join(dir, name);
      const found = await stat(file).catch(() => undefined);
      return { file, sizeBytes: found?.size ?? 0, usedMs: found?.mtimeMs ?? 0 };
    }),
  );
  let sizeBytes = 0;
  const byUse = files.sort((left, right) => right.usedMs - left.usedMs);
  const old = byUse.filter(({ sizeBytes: own }, index) => {
    sizeBytes += own;
    return index >= 2 * entriesMax || sizeBytes > sizeMaxBytes;
  });
  await Promise.all(old.map(({ file }) => rm(file, { force: true })));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
