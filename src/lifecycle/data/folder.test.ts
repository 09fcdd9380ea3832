import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { type Header, pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedStores, openEmbeddedStores } from '../../adapters/embedded/stores/open.ts';
import { digestOf } from '../../base/digest.ts';
import { InputError, VerificationError } from '../../base/errors.ts';
import type { ArtifactRef, ArtifactStore } from '../../ports/artifacts.ts';
import { refusal, streamOf } from '../../ports/contract/bytes.ts';
import { asDataKeyName } from '../../ports/keys.ts';
import { filesBelow, readFolder, storeFolder, unpackFolder } from './folder.ts';

const key = asDataKeyName('dataset/mails');
const mega = 1024 * 1024;
let root: string;
let stores: EmbeddedStores;
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'holdfast-folder-'));
  stores = await openEmbeddedStores(join(root, 'stores'));
});
afterAll(async () => {
  await stores.close();
  await rm(root, { recursive: true });
});

/** A fresh folder with these files. */
async function folderOf(files: Record<string, string | Uint8Array>): Promise<string> {
  count += 1;
  const folder = join(root, `folder-${count}`);
  await mkdir(folder);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

const stored = async (folder: string) => storeFolder(stores.artifacts, await filesBelow(folder), key);

/** Whatever is given as a tar archive, as nobody's `storeFolder` would write it. */
type Headers = Partial<Header> & Pick<Header, 'name'>;

async function crafted(...entries: [Headers, string?][]): Promise<ArtifactRef> {
  const archive = pack();
  for (const [header, content] of entries) archive.entry(header, content ?? '');
  archive.finalize();
  const chunks = (await Array.fromAsync(archive)) as Uint8Array[];
  return stores.artifacts.write(streamOf(...chunks), key);
}

/** A store that does what `then` says after the first chunk was asked for. */
function disturbed(then: () => Promise<void>): ArtifactStore {
  const { artifacts } = stores;
  return {
    has: (ref) => artifacts.has(ref),
    list: () => artifacts.list(),
    read: (ref) => artifacts.read(ref),
    write: (source, name) => artifacts.write(afterFirst(source, then), name),
  };
}

async function* afterFirst(source: AsyncIterable<Uint8Array>, then: () => Promise<void>) {
  let first = true;
  for await (const chunk of source) {
    if (first) await then();
    first = false;
    yield chunk;
  }
}

const openFiles = async () => (await readdir('/proc/self/fd').catch(() => [])).length;

describe('storeFolder', () => {
  it('gives one digest for the same paths and bytes', async () => {
    const one = await folderOf({ 'b/x.txt': 'x', 'a.txt': 'a', 'b.txt': 'b' });
    const other = await folderOf({ 'b.txt': 'b', 'a.txt': 'a', 'b/x.txt': 'x' });
    await utimes(join(other, 'a.txt'), 1, 1);
    const files = await filesBelow(other);
    const reversed = await storeFolder(stores.artifacts, files.toReversed(), key);
    expect(reversed).toEqual(await stored(one));
  });

  it('keeps the bytes that were stored when the code was written', async () => {
    const folder = await folderOf({ 'a/ä.txt': 'mail', [`${'long/'.repeat(40)}x`]: '' });
    expect((await stored(folder)).digest).toBe(
      'sha256:9355c7ffca03873c431b53167298b530a212fc9dbbbaa9165c0ab9f48169ad58',
    );
  });

  it.each([
    ['a path', { 'b.txt': 'a' }],
    ['a byte', { 'a.txt': 'b' }],
    ['the division between files', { 'a.txt': '', b: 'a' }],
  ])('gives another digest for %s', async (_, files: Record<string, string>) => {
    expect((await stored(await folderOf(files))).digest).not.toBe(
      (await stored(await folderOf({ 'a.txt': 'a' }))).digest,
    );
  });

  it.each(['../a', '/a', 'a//b', './a', 'a/', '', 'a\\b', 'a\0b', 'é'.repeat(600)])(
    'refuses the path %j, which it could not unpack',
    async (path) => {
      const folder = await folderOf({ a: 'a' });
      const file = { path, absolute: join(folder, 'a') };
      await expect(storeFolder(stores.artifacts, [file], key)).rejects.toThrow(InputError);
    },
  );

  it('refuses one path twice, and a file below a file', async () => {
    const absolute = join(await folderOf({ a: 'a' }), 'a');
    const store = (...paths: string[]) =>
      storeFolder(
        stores.artifacts,
        paths.map((path) => ({ path, absolute })),
        key,
      );
    await expect(store('a', 'a')).rejects.toThrow('twice');
    await expect(store('a', 'a/b/c')).rejects.toThrow('below a file');
    await expect(store('a/b/c', 'a')).rejects.toThrow('a file and a folder');
  });

  it.each([
    ['grows', (path: string) => appendFile(path, 'more')],
    ['grows to many times its size', (path: string) => appendFile(path, Buffer.alloc(8 * mega))],
    ['shrinks', (path: string) => truncate(path, mega)],
    ['is emptied', (path: string) => truncate(path, 0)],
  ])('refuses a file that %s while it is read', async (_, change) => {
    const folder = await folderOf({ a: Buffer.alloc(4 * mega), b: 'b' });
    const store = disturbed(() => change(join(folder, 'a')));
    await expect(storeFolder(store, await filesBelow(folder), key)).rejects.toThrow(/^a changed while/);
  });

  it('does not follow a link that took the place of a file', async () => {
    const folder = await folderOf({ a: 'a', secret: 'secret' });
    const files = await filesBelow(folder);
    await rm(join(folder, 'a'));
    await symlink(join(folder, 'secret'), join(folder, 'a'));
    await expect(storeFolder(stores.artifacts, files, key)).rejects.toMatchObject({ code: 'ELOOP' });
  });

  it('closes what it reads when the store fails', async () => {
    const folder = await folderOf({ a: Buffer.alloc(4 * mega) });
    const files = await filesBelow(folder);
    const full = disturbed(() => Promise.reject(new Error('disk full')));
    const before = await openFiles();
    await expect(storeFolder(full, files, key)).rejects.toThrow('disk full');
    await expect.poll(openFiles).toBe(before);
  });
});

describe('filesBelow', () => {
  it('lists regular files by path, and neither links nor what they lead to', async () => {
    const folder = await folderOf({ 'b/c': '', a: '', 'b.txt': '' });
    await symlink(join(folder, 'b'), join(folder, 'link'));
    await symlink(join(folder, 'a'), join(folder, 'alias'));
    expect((await filesBelow(folder)).map(({ path }) => path)).toEqual(['a', 'b.txt', 'b/c']);
  });
});

describe('a folder artifact', () => {
  const part = fc.oneof(
    fc.stringMatching(/^[a-zA-Z0-9 ._=ä€\n-]{1,40}$/),
    fc.constantFrom('__proto__', ' ', '100 path=x', 'é'.repeat(120)),
  );
  const name = part.filter((text) => text !== '.' && text !== '..');
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const content = fc.oneof(fc.uint8Array({ maxLength: 1200 }), fc.constantFrom(new Uint8Array(512)));
  const files = fc
    .uniqueArray(fc.tuple(path, content), { selector: ([first]) => first, maxLength: 6 })
    .filter((all) => !all.some(([one]) => all.some(([other]) => other.startsWith(`${one}/`))));

  it('comes back as it was, in memory and on disk', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        const folder = await folderOf(Object.fromEntries(all));
        const ref = await stored(folder);
        const read = await readFolder(stores.artifacts, ref, mega);
        const expected = new Map(all.map(([where, bytes]) => [where, digestOf(bytes)]));
        expect(new Map([...read].map(([where, bytes]) => [where, digestOf(bytes)]))).toEqual(expected);
        const target = `${folder}-unpacked`;
        await mkdir(target);
        await unpackFolder(stores.artifacts, ref, target);
        expect(await stored(target)).toEqual(ref);
      }),
      { numRuns: 30 },
    );
  });

  it('comes back when its files are larger than any buffer', async () => {
    const big = Buffer.alloc(3 * mega + 1, 'holdfast');
    const ref = await stored(await folderOf({ big, none: '' }));
    const read = await readFolder(stores.artifacts, ref, 4 * mega);
    expect(big.equals(read.get('big') ?? Buffer.alloc(0))).toBe(true);
    expect(read.get('none')).toHaveLength(0);
  });

  it('is refused in memory when it is over the limit', async () => {
    const ref = await stored(await folderOf({ a: 'a' }));
    await refusal(readFolder(stores.artifacts, ref, ref.size - 1), 'artifact-damaged');
  });
});

describe('unpacking a hostile archive', () => {
  const file = (name: string): [Headers, string] => [{ name }, 'x'];
  const cases: Record<string, [Headers, string?][]> = {
    'a way out': [file('../x')],
    'a way out in the middle': [file('a/../../x')],
    'an absolute path': [file('/tmp/x')],
    'the folder itself': [file('.')],
    'an empty path': [file('')],
    'a backslash': [file('a\\..\\..\\x')],
    'a NUL in a long name': [[{ name: 'x', pax: { path: 'a\0b' } }, 'x']],
    'a way out in a long name': [[{ name: 'x', pax: { path: '../x' } }, 'x']],
    'a path without end': [file(`${'x/'.repeat(600)}x`)],
    'a folder': [[{ name: 'a', type: 'directory' }]],
    'a symbolic link': [[{ name: 'a', type: 'symlink', linkname: '/etc/passwd' }]],
    'a link': [file('a'), [{ name: 'b', type: 'link', linkname: 'a' }]],
    'a device': [[{ name: 'a', type: 'character-device' }]],
    'a pipe': [[{ name: 'a', type: 'fifo' }]],
    'a path twice': [file('a'), file('a')],
    'a file below a file': [file('a'), file('a/b')],
    'a file in place of a folder': [file('a/b'), file('a')],
  };

  it.each(Object.entries(cases))('refuses %s', async (_, entries) => {
    const ref = await crafted(file('first'), ...entries);
    const target = await folderOf({});
    await refusal(unpackFolder(stores.artifacts, ref, target), 'artifact-damaged');
    await refusal(readFolder(stores.artifacts, ref, mega), 'artifact-damaged');
    const left = (await readdir(target, { recursive: true })).sort();
    expect(['first', 'a', 'a/b']).toEqual(expect.arrayContaining(left));
    await expect(readFile(join(dirname(target), 'x'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['no archive', () => Buffer.alloc(4096, 7)],
    ['an archive that ends in a header', (whole: Buffer) => whole.subarray(0, 300)],
    ['an archive that ends in a file', (whole: Buffer) => whole.subarray(0, 5000)],
    [
      'an archive with a damaged header',
      (whole: Buffer) => Buffer.concat([Buffer.from('z'), whole.subarray(1)]),
    ],
  ])('refuses %s', async (_, change) => {
    const archive = pack();
    archive.entry({ name: 'a' }, Buffer.alloc(100_000));
    archive.finalize();
    const bytes = change(Buffer.concat((await Array.fromAsync(archive)) as Uint8Array[]));
    const ref = await stores.artifacts.write(streamOf(bytes), key);
    await refusal(unpackFolder(stores.artifacts, ref, await folderOf({})), 'artifact-damaged');
    await refusal(readFolder(stores.artifacts, ref, mega), 'artifact-damaged');
  });

  it('says what the store says when the artifact is missing', async () => {
    const ref: ArtifactRef = { digest: digestOf('never stored'), size: 1024, key };
    await refusal(unpackFolder(stores.artifacts, ref, await folderOf({})), 'artifact-missing');
  });

  it('never writes over what is there, and says why', async () => {
    const ref = await stored(await folderOf({ a: Buffer.alloc(mega), b: 'b' }));
    const target = await folderOf({ b: 'mine' });
    const before = await openFiles();
    await expect(unpackFolder(stores.artifacts, ref, target)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(join(target, 'b'), 'utf8')).toBe('mine');
    await expect.poll(openFiles).toBe(before);
  });

  it('does not go on when a consumer is refused in the middle of a large artifact', async () => {
    const ref = await crafted(file('../x'), [{ name: 'big' }, 'x'.repeat(8 * mega)]);
    const before = await openFiles();
    await expect(readFolder(stores.artifacts, ref, 16 * mega)).rejects.toThrow(VerificationError);
    await expect.poll(openFiles).toBe(before);
  });
});
