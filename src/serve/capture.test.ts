import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../base/digest.ts';
import {
  Capture,
  type CaptureOutcome,
  type CaptureRecord,
  type CaptureSettings,
  defaultCaptureLimits,
} from './capture.ts';

const record = (requestId: string, text = 'hello'): CaptureRecord => ({
  time: '2026-03-04T05:06:07.000Z',
  model: 'spam',
  version: '1',
  digest: digestOf('spam'),
  requestId,
  inputs: [{ name: 'text', datatype: 'BYTES', shape: [1], data: [text] }],
  outputs: [{ name: 'label', datatype: 'INT64', shape: [1], data: [1n] }],
});

/** A capture over a store in memory whose writes end when they are let. */
function captureOf(settings: Partial<CaptureSettings> = {}) {
  const batches: string[][] = [];
  const outcomes: [CaptureOutcome, number][] = [];
  const capture = new Capture({
    rate: 1,
    random: Math.random,
    limits: defaultCaptureLimits,
    report: (outcome, records) => outcomes.push([outcome, records]),
    sink: {
      async write(records) {
        batches.push(records.map(({ requestId }) => requestId));
      },
    },
    ...settings,
  });
  return { capture, batches, outcomes };
}

const limits = (changes: Partial<typeof defaultCaptureLimits>) => ({ ...defaultCaptureLimits, ...changes });

describe('capture', () => {
  it('chooses the part that is asked for, by the given numbers alone', () => {
    const numbers = [0, 0.24, 0.25, 0.26, 0.99];
    const { capture } = captureOf({ rate: 0.25, random: () => numbers.shift() ?? 1 });
    expect(Array.from({ length: 5 }, () => capture.chosen())).toEqual([true, true, false, false, false]);
  });

  it.each([
    [0, false],
    [1, true],
  ])('at a rate of %d chooses always the same', (rate, chosen) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (number) => {
        expect(captureOf({ rate, random: () => number }).capture.chosen()).toBe(chosen);
      }),
    );
  });

  it('writes in batches, all of it, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 10 }),
        async (count, flushRecords) => {
          const { capture, batches, outcomes } = captureOf({ limits: limits({ flushRecords }) });
          const ids = Array.from({ length: count }, (_, at) => `r${at}`);
          for (const id of ids) capture.keep(record(id));
          await capture.flush();
          expect(batches.flat()).toEqual(ids);
          expect(outcomes.reduce((sum, [, records]) => sum + records, 0)).toBe(count);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('writes after a while without being asked', async () => {
    const written = Promise.withResolvers<number>();
    const { capture } = captureOf({
      limits: limits({ flushMs: 1 }),
      report: (_outcome, records) => written.resolve(records),
    });
    capture.keep(record('a'));
    const keepAlive = setTimeout(() => {}, 5000);
    expect(await written.promise).toBe(1);
    clearTimeout(keepAlive);
  });

  it('drops and counts what finds no memory, also while a write is under way', async () => {
    const gate = Promise.withResolvers<void>();
    const written: string[] = [];
    const { capture, outcomes } = captureOf({
      limits: limits({ flushRecords: 2, bufferBytes: 6_000 }),
      sink: {
        async write(records) {
          await gate.promise;
          written.push(...records.map(({ requestId }) => requestId));
        },
      },
    });
    for (let at = 0; at < 100; at += 1) capture.keep(record(`r${at}`, 'x'.repeat(100)));
    const dropped = outcomes.filter(([outcome]) => outcome === 'dropped').length;
    expect(dropped).toBeGreaterThan(90);
    gate.resolve();
    await capture.flush();
    expect(written.length + dropped).toBe(100);
    capture.keep(record('later'));
    await capture.flush();
    expect(written.at(-1)).toBe('later');
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('disk full'))],
    [
      'throws',
      () => {
        throw new Error('bug');
      },
    ],
  ])('counts as failed what a sink that %s did not take, and goes on', async (_how, write) => {
    const { capture, outcomes } = captureOf({ sink: { write } });
    capture.keep(record('a'));
    capture.keep(record('b'));
    await capture.flush();
    capture.keep(record('c'));
    await capture.flush();
    expect(outcomes).toEqual([
      ['failed', 2],
      ['failed', 1],
    ]);
  });
});
