import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogFiles } from '../log-files.ts';
import { refusal } from './bytes.ts';

export interface LogFilesHarness {
  files: LogFiles;
  /** Another one on the same data. */
  again(): Promise<LogFiles>;
  close(): Promise<void>;
}

const badPaths = [
  '',
  '/',
  '/checkpoint',
  'tile/',
  'tile//0',
  '.',
  '..',
  '../keys/keystore.json',
  'tile/../../keys/keystore.json',
  'tile/./0',
  '.hidden',
  'tile/.hidden',
  'a\\b',
  'a b',
  'a\0b',
  'a\nb',
  'a%2e',
  'ä',
  'C:x',
  '~',
  'x'.repeat(129),
  Array.from({ length: 17 }, () => 'a').join('/'),
];

/** What every store of the log's files must do. `make` gives an empty one. */
export function logFilesContract(make: () => Promise<LogFilesHarness>): void {
  let harness: LogFilesHarness;
  let files: LogFiles;
  beforeEach(async () => {
    harness = await make();
    files = harness.files;
  });
  afterEach(() => harness.close());

  const text = async (path: string) => {
    const bytes = await files.get(path);
    return bytes && Buffer.from(bytes).toString();
  };

  it('keeps what was written, to the byte, for every path that is allowed', async () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,20}$/);
    // All begin with a part of their own: a file cannot be a folder of another path as well.
    const paths = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    let round = 0;
    await fc.assert(
      fc.asyncProperty(paths, fc.uint8Array({ maxLength: 2000 }), async (path, bytes) => {
        round += 1;
        const own = `round-${round}/${path}`;
        await files.writeOnce(own, bytes);
        expect(Buffer.compare((await files.get(own)) ?? Buffer.from('none'), bytes)).toBe(0);
        expect(await files.list(`round-${round}`)).toEqual([own]);
      }),
      { numRuns: 30 },
    );
  });

  it('has nothing where nothing was written', async () => {
    expect(await files.get('checkpoint')).toBeUndefined();
    expect(await files.list('')).toEqual([]);
    expect(await files.list('tile')).toEqual([]);
    await files.remove('checkpoint');
    await files.remove('tile/0/000');
  });

  it('replaces', async () => {
    await files.replace('checkpoint', Buffer.from('first'));
    await files.replace('checkpoint', Buffer.from('second'));
    expect(await text('checkpoint')).toBe('second');
  });

  it('shows a reader the old bytes or the new ones, never a mixture', async () => {
    const versions = Array.from({ length: 20 }, (_, index) => Buffer.alloc(20_000, index));
    await files.replace('checkpoint', Buffer.alloc(20_000, 255));
    let done = false;
    const reading = (async () => {
      while (!done) {
        const bytes = await files.get('checkpoint');
        expect(bytes?.length).toBe(20_000);
        expect(new Set(bytes).size).toBe(1);
      }
    })();
    for (const version of versions) await files.replace('checkpoint', version);
    done = true;
    await reading;
  });

  it('writes once: the same again is nothing, other bytes are refused', async () => {
    await files.writeOnce('tile/0/000', Buffer.from('true'));
    await files.writeOnce('tile/0/000', Buffer.from('true'));
    const refused = await refusal(files.writeOnce('tile/0/000', Buffer.from('false')), 'log-inconsistent');
    expect(refused.subject).toBe('tile/0/000');
    await refusal(files.writeOnce('tile/0/000', Buffer.from('')), 'log-inconsistent');
    expect(await text('tile/0/000')).toBe('true');
  });

  it('lets one of several at once write', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => harness.again()));
    const ends = await Promise.allSettled(
      all.map((each, index) => each.writeOnce('tile/0/000', Buffer.from([index]))),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    const winner = ends.findIndex(({ status }) => status === 'fulfilled');
    expect(await files.get('tile/0/000')).toEqual(Buffer.from([winner]));
  });

  it('lists what is below a folder, sorted, and not what only begins like it', async () => {
    const paths = [
      'checkpoint',
      'tile/0/000',
      'tile/0/001.p/7',
      'tile/1/000',
      'tile-old/0',
      'envelope/ab.json',
    ];
    for (const path of paths) await files.writeOnce(path, Buffer.from(path));
    expect(await files.list('')).toEqual(paths.toSorted());
    expect(await files.list('tile')).toEqual(['tile/0/000', 'tile/0/001.p/7', 'tile/1/000']);
    expect(await files.list('tile/0/001.p')).toEqual(['tile/0/001.p/7']);
  });

  it('removes', async () => {
    await files.writeOnce('tile/0/000.p/1', Buffer.from('x'));
    await files.remove('tile/0/000.p/1');
    expect(await files.get('tile/0/000.p/1')).toBeUndefined();
    expect(await files.list('')).toEqual([]);
    await files.writeOnce('tile/0/000.p/1', Buffer.from('y'));
  });

  describe('refuses every other path', () => {
    const nothing = Buffer.from('x');
    it.each(badPaths)('%j', async (path) => {
      await expect(files.get(path)).rejects.toThrow(TypeError);
      await expect(files.replace(path, nothing)).rejects.toThrow(TypeError);
      await expect(files.writeOnce(path, nothing)).rejects.toThrow(TypeError);
      await expect(files.remove(path)).rejects.toThrow(TypeError);
      if (path !== '') await expect(files.list(path)).rejects.toThrow(TypeError);
      expect(await files.list('')).toEqual([]);
    });
  });
}
