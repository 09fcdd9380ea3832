import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hexOf } from '../../../base/digest.ts';
import type { ArtifactRef } from '../../../ports/artifacts.ts';
import { type ArtifactHarness, artifactStoreContract } from '../../../ports/contract/artifacts.ts';
import { collect, listOf, refusal, streamOf } from '../../../ports/contract/bytes.ts';
import { asDataKeyName } from '../../../ports/keys.ts';
import { openEmbeddedStores } from './open.ts';
import { segmentBytes } from './segments.ts';

const key = asDataKeyName('dataset/mails');
const pathOf = (root: string, ref: ArtifactRef) =>
  join(root, 'artifacts', ref.key, `${hexOf(ref.digest)}.sealed`);

async function makeHarness(root: string): Promise<ArtifactHarness> {
  const { artifacts, keys, close } = await openEmbeddedStores(root);
  return {
    store: artifacts,
    keys,
    kept: {
      get: (ref) => readFile(pathOf(root, ref)),
      put: async (ref, bytes) => {
        await mkdir(dirname(pathOf(root, ref)), { recursive: true });
        await writeFile(pathOf(root, ref), bytes);
      },
      remove: (ref) => rm(pathOf(root, ref)),
    },
    borders: [segmentBytes],
    close: async () => {
      await close();
      await rm(root, { recursive: true });
    },
  };
}

const newFolder = () => mkdtemp(join(tmpdir(), 'holdfast-artifacts-'));

describe('the embedded artifact store', () => {
  artifactStoreContract(async () => makeHarness(await newFolder()));

  describe('on its folder', () => {
    let root: string;
    let harness: ArtifactHarness;
    beforeEach(async () => {
      root = await newFolder();
      harness = await makeHarness(root);
    });
    afterEach(() => harness.close());

    it('leaves no temporary file, after success and after failure', async () => {
      await harness.store.write(streamOf(Buffer.alloc(1000)), key);
      await harness.store
        .write(streamOf(Buffer.alloc(3 * segmentBytes), 'text' as never), key)
        .catch(() => {});
      expect(await readdir(join(root, 'tmp'))).toEqual([]);
    });

    it('refuses an artifact that was renamed to another digest', async () => {
      const ref = await harness.store.write(streamOf(Buffer.from('one')), key);
      const other = await harness.store.write(streamOf(Buffer.from('two')), key);
      await rename(pathOf(root, ref), pathOf(root, other));
      expect((await refusal(collect(harness.store.read(other)), 'artifact-damaged')).subject).toBe(
        other.digest,
      );
    });

    it('refuses a link, a folder and a pipe in place of the file, and a link on the way', async () => {
      const ref = await harness.store.write(streamOf(Buffer.from('one')), key);
      const path = pathOf(root, ref);
      await rename(path, join(root, 'aside'));
      await symlink(join(root, 'aside'), path);
      await refusal(collect(harness.store.read(ref)), 'artifact-damaged');
      expect(await harness.store.has(ref)).toBe(false);
      await rm(path);
      await mkdir(path);
      await refusal(collect(harness.store.read(ref)), 'artifact-damaged');
      await rm(path, { recursive: true });
      await rename(join(root, 'aside'), path);
      await rename(dirname(path), join(root, 'moved'));
      await symlink(join(root, 'moved'), dirname(path));
      await refusal(collect(harness.store.read(ref)), 'artifact-damaged');
    });

    it('does not list what is not an artifact', async () => {
      const ref = await harness.store.write(streamOf(Buffer.from('one')), key);
      await writeFile(join(root, 'artifacts', 'dataset', 'mails', 'notes.txt'), 'x');
      await writeFile(join(root, 'artifacts', '.DS_Store'), 'x');
      expect(await listOf(harness.store.list())).toEqual([{ digest: ref.digest, key }]);
    });

    it('keeps everything from others', async () => {
      const ref = await harness.store.write(streamOf(Buffer.from('one')), key);
      expect((await stat(pathOf(root, ref))).mode & 0o777).toBe(0o600);
      expect((await stat(dirname(pathOf(root, ref)))).mode & 0o777).toBe(0o700);
    });
  });
});
