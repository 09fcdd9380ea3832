import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../finding-codes.ts';
import { defaultLimits, type ScanLimits } from '../limits.ts';
import { verdictOf } from '../report.ts';
import { BytesSource } from '../source.ts';
import { externalModel, goodModels } from '../testing/good-models.ts';
import { model, node } from '../testing/onnx-writer.ts';
import { bytes, int, join, packedInts } from '../testing/proto-writer.ts';
import { runtimeObjection } from '../testing/runtime.ts';
import { analyseOnnx } from './analyse.ts';

function judge(content: Uint8Array, limits: Partial<ScanLimits> = {}, deadlineMs = Infinity): Verdict {
  const context = { path: 'm.onnx', limits: { ...defaultLimits, ...limits }, deadlineMs };
  return verdictOf(analyseOnnx(new BytesSource(content), context).findings);
}

const small = model({ nodes: [node('Relu', ['x'], ['y'])] });
const wholeModels = Object.entries({ ...goodModels, external: externalModel() });

function changed(content: Uint8Array, index: number, mask: number): Uint8Array {
  const copy = Uint8Array.from(content);
  copy[index] = (copy[index] ?? 0) ^ mask;
  return copy;
}

describe('any bytes', () => {
  it.each(wholeModels)('%s: cut off anywhere, it is never clean', (_, content) => {
    expect(judge(content)).toBe('clean');
    const clean: number[] = [];
    for (let length = 0; length < content.length; length++)
      if (judge(content.subarray(0, length)) === 'clean') clean.push(length);
    // Only where whole optional fields fall away at the end is it still a model.
    for (const length of clean) expect(content.length - length, `cut at ${length}`).toBeLessThan(30);
    expect(clean.length).toBeLessThanOrEqual(2);
  });

  it('every change of a single byte gets a verdict', () => {
    for (let index = 0; index < small.length; index++)
      for (let mask = 1; mask < 256; mask++)
        expect(['clean', 'unsafe', 'unscannable']).toContain(judge(changed(small, index, mask)));
  });

  it('random bytes get a verdict and are not clean', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (content) => judge(content) !== 'clean'),
      { numRuns: 2000 },
    );
  });

  it('random fields in place of a part of a model get a verdict', () => {
    const field = fc.oneof(
      fc.tuple(fc.nat(30), fc.bigInt(0n, 2n ** 64n - 1n)).map(([number, value]) => int(number + 1, value)),
      fc.tuple(fc.nat(30), fc.uint8Array({ maxLength: 40 })).map(([number, data]) => bytes(number + 1, data)),
      fc
        .tuple(fc.nat(30), fc.array(fc.bigInt(0n, 2n ** 64n - 1n)))
        .map(([number, list]) => packedInts(number + 1, list)),
    );
    fc.assert(
      fc.property(fc.nat(small.length), fc.array(field, { maxLength: 6 }), (at, fields) => {
        judge(join(small.subarray(0, at), ...fields, small.subarray(at)));
        judge(join(...fields));
      }),
      { numRuns: 2000 },
    );
  });

  it('what ONNX Runtime cannot parse, or does not know, is never clean', async () => {
    let refused = 0;
    const disagreements: string[] = [];
    for (let index = 0; index < small.length; index++) {
      for (const mask of [0x01, 0x08, 0x80, 0xff]) {
        const content = changed(small, index, mask);
        const objection = await runtimeObjection(content);
        if (!objection || !/protobuf|No Op registered|IR version|opset/i.test(objection)) continue;
        refused += 1;
        if (judge(content) === 'clean') disagreements.push(`${index} ^ ${mask}: ${objection}`);
      }
    }
    expect(disagreements).toEqual([]);
    expect(refused).toBeGreaterThan(50);
  });
});

describe('limits', () => {
  const cases: [keyof ScanLimits, number][] = [
    ['messages', 3],
    ['fields', 5],
    ['messageDepth', 1],
    ['nameBytes', 0],
  ];
  it.each(cases)('%s: passing it is not clean', (name, value) => {
    expect(judge(small)).toBe('clean');
    expect(judge(small, { [name]: value })).toBe('unscannable');
  });

  it('counts packed numbers, and stops at the deadline', () => {
    const numbers = packedInts(7, Array(20_000).fill(1));
    const big = join(small, int(5, 1), bytes(99, ''));
    expect(judge(big)).toBe('unscannable');
    const tensor = join(packedInts(1, [20_000]), int(2, 7), numbers, bytes(8, 'a'));
    const content = model({ nodes: [node('Relu', ['x'], ['y'])], initializers: [tensor] });
    expect(judge(content)).toBe('clean');
    expect(judge(content, { fields: 10_000 })).toBe('unscannable');
    expect(judge(content, {}, performance.now() - 1)).toBe('unscannable');
  });

  it('lists only so many findings and says how many more there are', () => {
    const nodes = Array.from({ length: 50 }, (_, index) => node('Evil', ['x'], [`o${index}`]));
    const context = {
      path: 'm.onnx',
      limits: { ...defaultLimits, findingsPerFile: 10 },
      deadlineMs: Infinity,
    };
    const { findings } = analyseOnnx(new BytesSource(model({ nodes })), context);
    expect(findings).toHaveLength(11);
    expect(findings.at(-1)?.message).toBe('41 further findings are not listed');
    expect(verdictOf(findings)).toBe('unsafe');
  });
});
