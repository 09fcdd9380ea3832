import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lacks } from '../../tools/testing/lacks.ts';
import { InputError, StoreError } from '../base/errors.ts';
import { notAdmitted } from './admitted.ts';
import { objectionToName } from './folder.ts';
import type { ScanLimits } from './limits.ts';
import { scanFolder } from './scan.ts';
import { dataFile, externalBytes, externalModel, goodModels } from './testing/good-models.ts';
import { codesOf, inFolder, scanFiles } from './testing/scan-bytes.ts';

const good = goodModels['one operator'] ?? new Uint8Array();
const files = { 'model.onnx': externalModel(), [dataFile]: externalBytes() };

describe('a folder', () => {
  it('has a digest and a size for each file, sorted by path', async () => {
    const report = await scanFiles({ 'b/model.onnx': good, 'a.txt': 'abc' });
    expect(report.files).toMatchObject([
      {
        path: 'a.txt',
        sizeBytes: 3,
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      },
      { path: 'b/model.onnx', sizeBytes: good.length },
    ]);
  });

  it('that is empty, a file or not there is no model', async () => {
    await inFolder({ file: 'x' }, async (folder) => {
      await mkdir(join(folder, 'empty'));
      expect(await scanFolder(join(folder, 'empty'))).toMatchObject({ verdict: 'unscannable', files: [] });
      await expect(scanFolder(join(folder, 'file'))).rejects.toThrow(InputError);
      await expect(scanFolder(join(folder, 'gone'))).rejects.toThrow(StoreError);
      await symlink('empty', join(folder, 'link'));
      await expect(scanFolder(join(folder, 'link'))).rejects.toThrow(InputError);
    });
  });

  it('with a symbolic link is unsafe, wherever the link leads', async () => {
    for (const target of ['/etc/passwd', 'model.onnx', 'nowhere', '.'])
      await inFolder({ 'model.onnx': good }, async (folder) => {
        await symlink(target, join(folder, 'link'));
        const report = await scanFolder(folder);
        expect(report.verdict).toBe('unsafe');
        expect(report.files[0]).toMatchObject({ path: 'link', format: 'not-a-file', sizeBytes: 0 });
        expect(report.files[0]).not.toHaveProperty('sha256');
      });
  });

  it('whose data file is a symbolic link is unsafe', async () => {
    await inFolder({ 'model.onnx': externalModel(), 'real.bin': externalBytes() }, async (folder) => {
      await symlink('real.bin', join(folder, dataFile));
      expect(codesOf(await scanFolder(folder))).toContain('external-data-location');
    });
  });

  describe.skipIf(lacks('mkfifo'))('with a named pipe (needs mkfifo)', () => {
    it('is unsafe, and the scan does not wait for it', async () => {
      await inFolder({ 'model.onnx': good }, async (folder) => {
        execFileSync('mkfifo', [join(folder, 'pipe')]);
        const report = await scanFolder(folder);
        expect(report.verdict).toBe('unsafe');
        expect(codesOf(report)).toEqual(['not-a-regular-file']);
      });
    });
  });

  const names = [
    'new\nline',
    'escape\x1b[2J',
    'invoice\u202Exnno.exe',
    'back\\slash',
    ' space',
    'dot.',
    'zero\u200Bwidth',
  ];
  it.each(names)('with the name %j is unsafe', async (name) => {
    const report = await scanFiles({ [name]: good });
    expect(codesOf(report)).toEqual(['file-name']);
    expect(report.verdict).toBe('unsafe');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not reach a terminal.
    expect(report.files[0]?.path).not.toMatch(/[\x00-\x1f\u202e\u200b]/);
  });

  it('with names that are not UTF-8 is unsafe', async () => {
    await inFolder({}, async (folder) => {
      await writeFile(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff, 0xfe])]), good);
      expect(codesOf(await scanFolder(folder))).toContain('file-name');
    });
  });

  it('with names that differ in case only is unsafe', async () => {
    const report = await scanFiles({ 'Model.onnx': good, 'model.onnx': good });
    expect(codesOf(report)).toEqual(['file-name-collision', 'file-name-collision']);
  });

  it('may have ordinary names', () => {
    for (const name of ['model.onnx', 'Modèle 1.onnx', '模型.onnx', '.hidden', 'a-b_c+d@e=1,2'])
      expect(objectionToName(name)).toBeUndefined();
  });

  const limits: [keyof ScanLimits, number][] = [
    ['files', 1],
    ['folderDepth', 0],
    ['totalBytes', 50],
    ['modelBytes', 50],
    ['timeoutMs', -1],
  ];
  it.each(limits)('past the limit of %s is not clean', async (name, value) => {
    const deep = { 'd/model.onnx': externalModel(), [`d/${dataFile}`]: externalBytes() };
    expect((await scanFiles(deep)).verdict).toBe('clean');
    const report = await scanFiles(deep, { [name]: value });
    expect(report.verdict).not.toBe('clean');
    expect(codesOf(report)).toContain('limit-exceeded');
  });

  it('may have data files of any size, most of them a hole', async () => {
    await inFolder(files, async (folder) => {
      await truncate(join(folder, dataFile), 3 * 1024 * 1024);
      expect(codesOf(await scanFolder(folder))).toEqual(['external-data-gap']);
    });
  });

  it('that changes while it is read is never clean with the old digest', async () => {
    await inFolder({ 'model.onnx': good }, async (folder) => {
      const first = await scanFolder(folder);
      await appendFile(join(folder, 'model.onnx'), 'x');
      const second = await scanFolder(folder);
      expect(second.files[0]?.sha256).not.toBe(first.files[0]?.sha256);
      expect(second.verdict).toBe('unscannable');
    });
  });
});

describe('admitted formats', () => {
  it('count the parts of a format with it', async () => {
    const report = await scanFiles({ ...files, 'notes.txt': 'hello' });
    expect(notAdmitted(report, ['onnx']).map(({ path }) => path)).toEqual(['notes.txt']);
    expect(notAdmitted(report, ['onnx', 'text'])).toEqual([]);
    expect(notAdmitted(report, [])).toHaveLength(3);
  });
});
