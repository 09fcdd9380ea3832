import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanFolder } from './scan.ts';
import { dataFile, externalBytes, externalModel, goodModels } from './testing/good-models.ts';
import { external, INT64, model, node, tensor, value } from './testing/onnx-writer.ts';
import { runtimeObjection } from './testing/runtime.ts';
import { codesOf, inFolder, scanFiles } from './testing/scan-bytes.ts';

describe('real models', () => {
  it.each(Object.entries(goodModels))('%s: clean, and ONNX Runtime loads it', async (_, bytes) => {
    expect(await runtimeObjection(bytes)).toBeUndefined();
    const report = await scanFiles({ 'model.onnx': bytes });
    expect(codesOf(report)).toEqual([]);
    expect(report).toMatchObject({ schemaVersion: 1, verdict: 'clean', files: [{ format: 'onnx' }] });
  });

  it('is clean with tensors in a file beside it, and ONNX Runtime loads it', async () => {
    const files = { 'deep/model.onnx': externalModel(), [`deep/${dataFile}`]: externalBytes() };
    await inFolder(files, async (folder) => {
      expect(await runtimeObjection(join(folder, 'deep/model.onnx'))).toBeUndefined();
      const report = await scanFolder(folder);
      expect(codesOf(report)).toEqual([]);
      expect(report.verdict).toBe('clean');
      expect(report.files.map(({ path, format }) => [path, format])).toEqual([
        ['deep/model.onnx', 'onnx'],
        [`deep/${dataFile}`, 'onnx-external-data'],
      ]);
    });
  });

  it('may have data that begins like another format by chance', async () => {
    const content = model({
      inputs: [value('x', INT64)],
      outputs: [value('y', INT64)],
      nodes: [node('Add', ['x', 'a'], ['y'])],
      initializers: [tensor('a', INT64, [2], external({ location: dataFile }))],
    });
    const data = new Uint8Array(BigInt64Array.of(5n, 123n).buffer);
    expect((await scanFiles({ 'model.onnx': content, [dataFile]: data })).verdict).toBe('clean');
  });

  it('is judged by content: the name does not matter', async () => {
    await inFolder({ 'weights.pkl': goodModels['one operator'] ?? '' }, async (folder) => {
      await writeFile(join(folder, 'model.onnx'), Buffer.from('\x80\x04\x95\x03\0\0\0\0\0\0\0}.', 'latin1'));
      const report = await scanFolder(folder);
      expect(report.files.map(({ path, format, verdict }) => [path, format, verdict])).toEqual([
        ['model.onnx', 'pickle', 'unscannable'],
        ['weights.pkl', 'onnx', 'clean'],
      ]);
    });
  });
});
