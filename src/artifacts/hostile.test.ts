import { describe, expect, it } from 'vitest';
import { findingCodes } from './finding-codes.ts';
import { hostileBytes } from './testing/hostile-bytes.ts';
import { hostileExternal } from './testing/hostile-external.ts';
import { hostileModels } from './testing/hostile-models.ts';
import { hostileTensors } from './testing/hostile-tensors.ts';
import { model } from './testing/onnx-writer.ts';
import { codesOf, scanFiles } from './testing/scan-bytes.ts';

const cases = [
  ...hostileBytes.map(([name, code, file]) => ({ name, code, files: { 'model.onnx': file } })),
  ...[...hostileModels, ...hostileTensors].map(([name, code, parts]) => ({
    name,
    code,
    files: { 'model.onnx': model(parts) },
  })),
  ...hostileExternal.map(([name, code, files]) => ({ name, code, files })),
];

describe('hostile models', () => {
  it.each(cases)('$name: $code', async ({ code, files }) => {
    const report = await scanFiles(files);
    expect(codesOf(report)).toContain(code);
    expect(report.verdict).not.toBe('clean');
    if (findingCodes[code].verdict === 'unsafe') expect(report.verdict).toBe('unsafe');
    // One rule each: nothing else may be what makes it fail.
    const others = codesOf(report).filter(
      (other) => other !== code && findingCodes[other as typeof code].verdict !== 'clean',
    );
    expect(others.filter((other) => other !== 'format-unknown')).toEqual([]);
  });
});
