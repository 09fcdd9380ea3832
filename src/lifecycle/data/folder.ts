import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract, type Header, type Pack, pack } from 'tar-stream';
import { InputError, VerificationError } from '../../base/errors.ts';
import type { ArtifactRef, ArtifactStore } from '../../ports/artifacts.ts';
import type { DataKeyName } from '../../ports/keys.ts';
import { FolderPaths, maxEntries, pathProblem } from './folder-paths.ts';

/** A file to pack; `path` is where it stands in the folder, with `/`. */
export interface PackedFile {
  path: string;
  absolute: string;
}

const smallBytes = 256 * 1024;

/** Every regular file below a folder, sorted by path. */
export async function filesBelow(folder: string): Promise<PackedFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((absolute) => ({ path: relative(folder, absolute).split(sep).join('/'), absolute }))
    .sort(byPath);
}

const byPath = (a: PackedFile, b: PackedFile): number => (a.path < b.path ? -1 : 1);

/** One byte stream for one content: sorted paths, and nothing of owners, modes and times. */
async function* packed(files: PackedFile[]): AsyncGenerator<Uint8Array> {
  const archive = pack();
  const filling = fill(archive, files).catch((error: unknown) => archive.destroy(error as Error));
  for await (const chunk of archive) yield chunk as Uint8Array;
  await filling;
}

async function fill(archive: Pack, files: PackedFile[]): Promise<void> {
  for (const { path, absolute } of files) {
    // A link that took the file's place since it was listed is not followed, nor is a pipe waited for.
    const handle = await open(absolute, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await handle.stat();
      const entry = archive.entry({ name: path, size, mode: 0o644, mtime: new Date(0) });
      await pipeline(size <= smallBytes ? whole(handle, size, path) : exactly(handle, size, path), entry);
    } finally {
      await handle.close();
    }
  }
  archive.finalize();
}

/** A stream costs more than a small file's content. */
async function* whole(handle: FileHandle, sizeBytes: number, path: string): AsyncGenerator<Uint8Array> {
  // One byte more than there should be, to see whether there are more.
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(sizeBytes + 1), 0, sizeBytes + 1, 0);
  if (bytesRead !== sizeBytes) throw changed(path);
  yield buffer.subarray(0, sizeBytes);
}

async function* exactly(handle: FileHandle, sizeBytes: number, path: string): AsyncGenerator<Uint8Array> {
  let left = sizeBytes;
  for await (const chunk of handle.createReadStream({ autoClose: false })) {
    left -= (chunk as Uint8Array).length;
    // A file that grows as fast as it is read would have no end.
    if (left < 0) break;
    yield chunk as Uint8Array;
  }
  if (left !== 0) throw changed(path);
}

function changed(path: string): InputError {
  return new InputError({
    code: 'file-changed',
    message: `${path} changed while it was read`,
    fix: 'run again when nothing writes to it',
  });
}

/**
 * Stores files as one artifact: a tar stream that is the same for the same paths and bytes, in whatever order they are
 * given.
 * @throws InputError for paths that `unpackFolder` would refuse, and for a file that changes while it is read
 */
export async function storeFolder(
  store: ArtifactStore,
  files: PackedFile[],
  key: DataKeyName,
): Promise<ArtifactRef> {
  const paths = new FolderPaths();
  for (const { path } of files) {
    const problem = pathProblem(path) ?? paths.add(path);
    if (problem) throw unusable(path, problem);
  }
  return store.write(packed(files.toSorted(byPath)), key);
}

function unusable(path: string, problem: string): InputError {
  return new InputError({
    code: 'file-name-unusable',
    message: `the file ${JSON.stringify(path.slice(0, 200))} ${problem}`,
    fix: `rename it; a folder holds at most ${maxEntries} files`,
  });
}

/**
 * Writes the files of a folder artifact below `target`. Act on them only after it has returned: the digest of the
 * whole is known at the end.
 * @throws VerificationError `artifact-damaged` for whatever `storeFolder` would not have written
 */
export async function unpackFolder(store: ArtifactStore, ref: ArtifactRef, target: string): Promise<void> {
  const made = new Set<string>();
  await eachFile(store, ref, async (path, content) => {
    const place = join(target, ...path.split('/'));
    const folder = dirname(place);
    if (!made.has(folder)) await mkdir(folder, { recursive: true });
    made.add(folder);
    const file = await open(place, 'wx', 0o644);
    try {
      for await (const chunk of content) await file.writeFile(chunk);
    } finally {
      await file.close();
    }
  });
}

/**
 * The files of a small folder artifact in memory, by path.
 * @param limitBytes all files together; more is refused
 * @throws VerificationError `artifact-damaged` for whatever `storeFolder` would not have written
 */
export async function readFolder(
  store: ArtifactStore,
  ref: ArtifactRef,
  limitBytes: number,
): Promise<Map<string, Uint8Array>> {
  if (ref.size > limitBytes) throw damaged(ref, `is larger than ${limitBytes} bytes`);
  const files = new Map<string, Uint8Array>();
  await eachFile(store, ref, async (path, content) => {
    files.set(path, Buffer.concat(await Array.fromAsync(content)));
  });
  return files;
}

/** Passes a stream on, and remembers what it failed with. */
class Watched implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterable<Uint8Array>;
  failure: unknown;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#source;
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

async function eachFile(
  store: ArtifactStore,
  ref: ArtifactRef,
  take: (path: string, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const archive = extract();
  const source = new Watched(store.read(ref));
  const feeding = pipeline(source, archive).then(
    () => undefined,
    (error: unknown) => error,
  );
  const paths = new FolderPaths();
  let content: Watched | undefined;
  try {
    for await (const entry of archive) {
      content = new Watched(entry as AsyncIterable<Uint8Array>);
      await take(checkedPath(entry.header, paths, ref), content);
    }
  } catch (error) {
    const ofArchive = error === content?.failure || error === (await feeding);
    if (!ofArchive) throw error;
    // The store's own reason as it is; without one the bytes are what was stored, but no archive.
    throw source.failure ?? damaged(ref, 'is no archive that can be read', error);
  }
  const failure = await feeding;
  if (failure !== undefined) throw failure;
}

/** Only plain relative paths of regular files; the rest was never written by `storeFolder`. */
function checkedPath({ name, type }: Header, paths: FolderPaths, ref: ArtifactRef): string {
  const problem = type === 'file' ? (pathProblem(name) ?? paths.add(name)) : 'is no regular file';
  if (problem) throw damaged(ref, `holds an entry that is not allowed: it ${problem}`);
  return name;
}

function damaged(ref: ArtifactRef, message: string, cause?: unknown): VerificationError {
  return new VerificationError('artifact-damaged', ref.digest, message, { cause });
}
