import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../ports/contract/bytes.ts';
import { type LogFilesHarness, logFilesContract } from '../../../ports/contract/log-files.ts';
import { DataFolder } from './data-folder.ts';
import { openLogFiles } from './log-files.ts';

async function makeHarness(): Promise<LogFilesHarness & { root: string }> {
  const root = await mkdtemp(join(tmpdir(), 'holdfast-log-'));
  return {
    root,
    files: openLogFiles(await DataFolder.open(root)),
    again: async () => openLogFiles(await DataFolder.open(root)),
    close: () => rm(root, { recursive: true }),
  };
}

describe('the embedded log files', () => {
  logFilesContract(makeHarness);

  it('follow no link, neither at the end nor on the way, and say so in a listing', async () => {
    const { root, files, close } = await makeHarness();
    await writeFile(join(root, 'secret'), 'secret');
    await mkdir(join(root, 'log'), { mode: 0o700 });
    await mkdir(join(root, 'elsewhere'));
    await symlink(join(root, 'secret'), join(root, 'log', 'checkpoint'));
    await symlink(join(root, 'elsewhere'), join(root, 'log', 'tile'));
    await refusal(files.get('checkpoint'), 'log-inconsistent');
    await refusal(files.writeOnce('checkpoint', Buffer.from('x')), 'log-inconsistent');
    await refusal(files.list(''), 'log-inconsistent');
    await expect(files.writeOnce('tile/0', Buffer.from('x'))).rejects.toThrow('symbolic link');
    await refusal(files.get('tile/0'), 'log-inconsistent');
    expect(await readdir(join(root, 'elsewhere'))).toEqual([]);
    await files.replace('checkpoint', Buffer.from('new'));
    expect(await files.get('checkpoint')).toEqual(Buffer.from('new'));
    await close();
  });

  it('leave out what no path can name', async () => {
    const { root, files, close } = await makeHarness();
    await files.writeOnce('checkpoint', Buffer.from('x'));
    await writeFile(join(root, 'log', '.DS_Store'), '');
    await writeFile(join(root, 'log', 'checkpoint~'), '');
    expect(await files.list('')).toEqual(['checkpoint']);
    await close();
  });

  it('refuse a file that is larger than any can be', async () => {
    const { files, close } = await makeHarness();
    await expect(files.replace('checkpoint', Buffer.alloc(64 * 1024 * 1024 + 1))).rejects.toThrow(RangeError);
    await close();
  });
});
