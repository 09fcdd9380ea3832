import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collect, listOf } from '../../../ports/contract/bytes.ts';
import { checkMetadata } from './metadata.ts';
import { openEmbeddedStores } from './open.ts';

/* Other processes, real ones: several at once, killed in the middle, on a full disk, without permission. */

const moduleUrl = JSON.stringify(pathToFileURL(join(import.meta.dirname, 'open.ts')).href);

/** The arguments for Node to run `code`, with the stores of a folder open as `stores`. */
function script(folder: string, code: string): string[] {
  const text = `
    const { openEmbeddedStores } = await import(${moduleUrl});
    try {
      const stores = await openEmbeddedStores(${JSON.stringify(folder)});
      const say = (text) => process.stdout.write(text + '\\n');
      ${code}
      await stores.close();
    } catch (error) {
      process.stdout.write(error.name + ': ' + error.message + '\\n');
      process.exitCode = 1;
    }`;
  return ['--input-type=module', '-e', text];
}

let root: string;
let children: ChildProcess[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'holdfast-processes-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(root, { recursive: true });
});

/** Starts a process and gives its output when it has ended. */
function start(code: string): { child: ChildProcess; output: Promise<string> } {
  const child = spawn(process.execPath, script(root, code), { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const output = collect(child.stdout).then((bytes) => bytes.toString());
  return { child, output };
}

/** Starts a process and kills it a while after it has said its first word. */
async function killed(code: string, afterMs = 0): Promise<void> {
  const { child } = start(code);
  await once(child.stdout ?? child, 'data');
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, afterMs);
  await promise;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('several processes at once', () => {
  it('agree on the keys that each of them is the first to use', async () => {
    const code = `
      const key = Buffer.from(await stores.keys.dataKey('dataset/mails', { create: true })).toString('hex');
      say(key + (await stores.keys.publicKey('platform')) + (await stores.keys.publicKey('log')));`;
    const outputs = await Promise.all([1, 2, 3].map(() => start(code).output));
    expect(outputs[0]).toContain('BEGIN PUBLIC KEY');
    expect(new Set(outputs).size).toBe(1);
  });

  it('write one after the other, and none is lost', async () => {
    const code = `
      for (let round = 0; round < 25; round += 1) {
        await stores.metadata.exclusively(async (tx) => {
          const rows = await tx.selectFrom('entries').select('idx').execute();
          await new Promise((resolve) => setImmediate(resolve));
          const idx = rows.length;
          await tx.insertInto('entries').values({ idx, envelope: 'e' + idx, kind: 'k', time: 't' }).execute();
        });
      }
      say('done');`;
    const outputs = await Promise.all([1, 2, 3].map(() => start(code).output));
    expect(outputs).toEqual(['done\n', 'done\n', 'done\n']);
    const { metadata, close } = await openEmbeddedStores(root);
    expect((await metadata.db.selectFrom('entries').select('idx').execute()).length).toBe(75);
    await checkMetadata(metadata);
    await close();
  });
});

describe('a process that is killed', () => {
  it('in the middle of an artifact leaves nothing visible, and nothing at all after the next open', async () => {
    await killed(`
      async function* endless() {
        for (let count = 0; ; count += 1) {
          yield Buffer.alloc(1024 * 1024);
          await new Promise((resolve) => setImmediate(resolve));
          if (count === 20) say('under way');
        }
      }
      await stores.artifacts.write(endless(), 'dataset/mails');`);
    expect((await readdir(join(root, 'tmp'))).length).toBe(1);
    const { artifacts, close } = await openEmbeddedStores(root);
    expect(await listOf(artifacts.list())).toEqual([]);
    expect(await readdir(join(root, 'tmp'))).toEqual([]);
    await close();
  });

  it('inside exclusively leaves no trace and no lock', async () => {
    await killed(`
      await stores.metadata.exclusively(async (tx) => {
        await tx.insertInto('entries').values({ idx: 0, envelope: 'e', kind: 'k', time: 't' }).execute();
        say('inside');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });`);
    const { metadata, close } = await openEmbeddedStores(root);
    expect(await metadata.db.selectFrom('entries').selectAll().execute()).toEqual([]);
    await metadata.exclusively((tx) =>
      tx.insertInto('entries').values({ idx: 0, envelope: 'e', kind: 'k', time: 't' }).execute(),
    );
    await close();
  });

  it('at any time leaves only whole things', async () => {
    const code = `
      say('started');
      for (let round = 0; ; round += 1) {
        const name = 'model/' + process.pid + '-' + round;
        async function* source() { yield Buffer.alloc(300_000, round); }
        await stores.artifacts.write(source(), name);
        await stores.log.replace('checkpoint', Buffer.alloc(10_000, round));
        if (round % 3 === 2) await stores.keys.destroyDataKey(name);
        await stores.metadata.exclusively(async (tx) => {
          const idx = (await tx.selectFrom('entries').select('idx').execute()).length;
          await tx.insertInto('entries').values({ idx, envelope: 'e' + idx, kind: 'k', time: 't' }).execute();
        });
      }`;
    for (const afterMs of [0, 40, 100]) {
      await killed(code, afterMs);
      const { artifacts, keys, log, metadata, close } = await openEmbeddedStores(root);
      await keys.check();
      await checkMetadata(metadata);
      const destroyed = new Map((await keys.listDataKeys()).map((one) => [one.name, one.destroyed]));
      for await (const { digest, key } of artifacts.list()) {
        if (destroyed.get(key)) continue;
        expect((await collect(artifacts.read({ digest, key, size: 300_000 }))).length).toBe(300_000);
      }
      expect(new Set(await log.get('checkpoint')).size).toBeLessThanOrEqual(1);
      expect(await readdir(join(root, 'tmp'))).toEqual([]);
      await close();
    }
  });
});

/** Whether a file system of our own can be mounted here, where no other process sees it. */
const isolated = process.getuid?.() === 0 ? ['-m'] : ['-r', '-m'];
const mounts =
  spawnSync('unshare', [...isolated, 'sh', '-c', `mount -t tmpfs tmpfs ${tmpdir()}`]).status === 0;
const remounts =
  spawnSync('unshare', [
    ...isolated,
    'sh',
    '-c',
    `mount -t tmpfs tmpfs ${tmpdir()} && mount -o remount,ro ${tmpdir()}`,
  ]).status === 0;

describe.skipIf(!mounts)('a disk of its own (needs unshare and the right to mount)', () => {
  /** Runs `code` on a file system of 4 MiB, after `prepare` in a shell. */
  const onSmallDisk = (code: string, prepare = 'true') => {
    const shell = `mount -t tmpfs -o size=4m,mode=0700 tmpfs '${root}' && ${prepare} && exec "$@"`;
    const run = [...isolated, 'sh', '-c', shell, 'sh', process.execPath, ...script(root, code)];
    return spawnSync('unshare', run, { encoding: 'utf8' }).stdout;
  };

  it('that is full is reported, and nothing half written stays', () => {
    const output = onSmallDisk(`
      const { readdirSync } = await import('node:fs');
      async function* tooMuch() { for (let i = 0; i < 100; i += 1) yield Buffer.alloc(1024 * 1024); }
      const error = await stores.artifacts.write(tooMuch(), 'dataset/mails').catch((reason) => reason);
      say(error.name + ': ' + error.message);
      say('left: ' + readdirSync(${JSON.stringify(join(root, 'tmp'))}).length);
      async function* little() { yield Buffer.from('there is room again'); }
      say('size ' + (await stores.artifacts.write(little(), 'dataset/mails')).size);
      const long = await stores.metadata.exclusively(async (tx) => {
        for (let idx = 0; ; idx += 1) {
          const envelope = idx + 'x'.repeat(100_000);
          await tx.insertInto('entries').values({ idx, envelope, kind: 'k', time: 't' }).execute();
        }
      }).catch((reason) => reason);
      say(long.name + ': ' + long.message);
      say('rows ' + (await stores.metadata.db.selectFrom('entries').selectAll().execute()).length);`);
    const lines = output.split('\n');
    expect(lines[0]).toMatch(/^StoreError: could not write an artifact .*the disk is full; free space/);
    expect(lines[1]).toBe('left: 0');
    expect(lines[2]).toBe('size 19');
    expect(lines[3]).toMatch(/^StoreError: the database .*(the disk is full|not full or failing)/);
    expect(lines[4]).toBe('rows 0');
  });

  it.skipIf(!remounts)('that is read-only is reported (needs the right to remount)', () => {
    const output = onSmallDisk('', `mount -o remount,ro '${root}'`);
    expect(output).toMatch(/^StoreError: could not .*the file system is read-only/);
  });
});

/** Root may do everything, so what is not permitted is tried as the user `nobody` then. */
const asUser = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const readable = ['-e', `fs.accessSync(${JSON.stringify(import.meta.filename)}, fs.constants.R_OK)`];
const reachable = spawnSync(process.execPath, readable, asUser).status === 0;

describe.skipIf(!reachable)('without permission (needs a checkout that user nobody can read)', () => {
  const asNobody = (code: string) => {
    const { stdout } = spawnSync(process.execPath, script(root, code), { ...asUser, encoding: 'utf8' });
    return stdout;
  };
  beforeEach(async () => {
    if (asUser.uid !== undefined) await chown(root, asUser.uid, asUser.gid);
  });

  it('the folder is refused with what to do', async () => {
    await chmod(root, 0o500);
    expect(asNobody('')).toMatch(/^StoreError: could not .*permission denied; run as the owner/);
    await chmod(root, 0o700);
  });

  it('an artifact that cannot be read is a StoreError, not a damaged one', () => {
    const output = asNobody(`
      const { chmodSync } = await import('node:fs');
      async function* source() { yield Buffer.from('x'); }
      const ref = await stores.artifacts.write(source(), 'dataset/mails');
      chmodSync(${JSON.stringify(join(root, 'artifacts'))}, 0);
      for (const use of [() => stores.artifacts.read(ref).next(), () => stores.artifacts.has(ref)]) {
        const error = await use().catch((reason) => reason);
        say(error.name + ': ' + error.message);
      }
      chmodSync(${JSON.stringify(join(root, 'artifacts'))}, 0o700);`);
    const refused = 'StoreError: could not open a file .*permission denied';
    expect(output).toMatch(new RegExp(`^${refused}.*\n${refused}.*\n$`));
  });

  it('a database that is write-protected is reported', () => {
    const output = asNobody(`
      const { chmodSync } = await import('node:fs');
      await stores.close();
      chmodSync(${JSON.stringify(join(root, 'metadata.sqlite'))}, 0o400);
      await openEmbeddedStores(${JSON.stringify(root)});`);
    expect(output).toMatch(/^StoreError: could not open the database .*permission denied/);
  });
});
