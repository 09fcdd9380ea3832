import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { extract, type Header, pack } from 'tar-stream';
import { InputError, VerificationError } from '../../base/errors.ts';
import type { ArtifactRef, ArtifactStore } from '../../ports/artifacts.ts';
import type { DataKeyName } from '../../ports/keys.ts';

/** A file to pack; `path` is where it stands in the folder, with `/`. */
export interface PackedFile {
  path: string;
  absolute: string;
}

/** Bounds on what is unpacked, so that no archive can fill the machine. */
const maxEntries = 500_000;
const maxPathBytes = 1024;

/** Every regular file below a folder, sorted by path. */
export async function filesBelow(folder: string): Promise<PackedFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((absolute) => ({ path: relative(folder, absolute).split(sep).join('/'), absolute }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** One byte stream for one content: sorted paths, and nothing of owners, modes and times. */
async function* packed(files: PackedFile[]): AsyncGenerator<Uint8Array> {
  const archive = pack();
  const filling = fill(archive, files).catch((error: unknown) => archive.destroy(error as Error));
  for await (const chunk of archive) yield chunk as Uint8Array;
  await filling;
}

async function fill(archive: ReturnType<typeof pack>, files: PackedFile[]): Promise<void> {
  for (const file of files) {
    const { size } = await stat(file.absolute);
    const entry = archive.entry({ name: file.path, size, mode: 0o644, mtime: new Date(0) });
    for await (const chunk of createReadStream(file.absolute)) {
      if (!entry.write(chunk)) await new Promise<void>((resolve) => entry.once('drain', () => resolve()));
    }
    await new Promise<void>((resolve, reject) => {
      entry.once('error', () => reject(changedWhileRead(file.path)));
      entry.once('finish', () => resolve());
      entry.end(null);
    });
  }
  archive.finalize();
}

function changedWhileRead(path: string): InputError {
  return new InputError({
    code: 'file-changed',
    message: `${path} changed while it was read`,
    fix: 'run again when nothing writes to it',
  });
}

/** Stores files as one artifact: a tar stream that is the same for the same paths and bytes. */
export function storeFolder(
  store: ArtifactStore,
  files: PackedFile[],
  key: DataKeyName,
): Promise<ArtifactRef> {
  return store.write(packed(files), key);
}

/**
 * Writes the files of a folder artifact below `target`. Act on them only after it has returned: the digest of the
 * whole is known at the end.
 */
export async function unpackFolder(store: ArtifactStore, ref: ArtifactRef, target: string): Promise<void> {
  await eachFile(store, ref, async (path, entry) => {
    const place = join(target, ...path.split('/'));
    await mkdir(dirname(place), { recursive: true });
    const file = await open(place, 'wx', 0o644);
    try {
      for await (const chunk of entry) await file.write(chunk);
    } finally {
      await file.close();
    }
  });
}

/**
 * The files of a small folder artifact in memory, by path.
 * @param limitBytes all files together; more is refused
 */
export async function readFolder(
  store: ArtifactStore,
  ref: ArtifactRef,
  limitBytes: number,
): Promise<Map<string, Uint8Array>> {
  if (ref.size > limitBytes) {
    throw new VerificationError('artifact-damaged', ref.digest, `larger than ${limitBytes} bytes`);
  }
  const files = new Map<string, Uint8Array>();
  await eachFile(store, ref, async (path, entry) => {
    files.set(path, Buffer.concat(await Array.fromAsync(entry)));
  });
  return files;
}

async function eachFile(
  store: ArtifactStore,
  ref: ArtifactRef,
  take: (path: string, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const archive = extract();
  const feeding = feed(archive, store.read(ref));
  // What fails there ends the loop below too; it is thrown once, where it is awaited.
  feeding.catch(() => {});
  let entries = 0;
  for await (const entry of archive) {
    entries += 1;
    await take(checkedPath(entry.header, entries, ref), entry as AsyncIterable<Uint8Array>);
  }
  await feeding;
}

async function feed(archive: ReturnType<typeof extract>, source: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const chunk of source) {
      if (!archive.write(chunk)) await new Promise<void>((resolve) => archive.once('drain', () => resolve()));
    }
    archive.end(null);
  } catch (error) {
    archive.destroy(error as Error);
    throw error;
  }
}

/** Only plain relative paths of regular files; the rest was never written by `storeFolder`. */
function checkedPath({ name, type }: Header, count: number, ref: ArtifactRef): string {
  const parts = name.split('/');
  const plain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\\'));
  if (type !== 'file' || !plain || Buffer.byteLength(name) > maxPathBytes || count > maxEntries) {
    throw new VerificationError('artifact-damaged', ref.digest, `holds an entry that is not allowed`);
  }
  return name;
}
