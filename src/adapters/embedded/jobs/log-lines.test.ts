import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogLines, neutralised, newLogBudget } from './log-lines.ts';

function linesOf(chunks: (string | Uint8Array)[], budget = newLogBudget()): string[] {
  const lines: string[] = [];
  const log = new LogLines(budget, (line) => lines.push(line));
  for (const chunk of chunks) log.push(Buffer.from(chunk as Uint8Array));
  log.end();
  return lines;
}

describe('log lines', () => {
  const cases = [
    { says: 'whole lines', chunks: ['one\ntwo\n'], lines: ['one', 'two'] },
    { says: 'a line in pieces, and one without an end', chunks: ['o', 'ne\nt', 'wo'], lines: ['one', 'two'] },
    {
      says: 'all line ends, also cut in two',
      chunks: ['a\r', '\nb\rc\r\nd\n\ne'],
      lines: ['a', 'b', 'c', 'd', 'e'],
    },
    {
      says: 'a character in pieces',
      chunks: [
        [0xe2, 0x82],
        [0xac, 0x0a],
      ].map((b) => Uint8Array.from(b)),
      lines: ['€'],
    },
    { says: 'tabs as they are', chunks: ['a\tb\n'], lines: ['a\tb'] },
    { says: 'escapes as text', chunks: ['\u001b[31mred\u009b0m\n'], lines: ['\\x1b[31mred\\x9b0m'] },
    { says: 'bytes that are no text', chunks: [Uint8Array.from([0x61, 0xff, 0x0a])], lines: ['a\ufffd'] },
    { says: 'reversed text as text', chunks: ['a\u202eb\u2066c\n'], lines: ['a\\u202eb\\u2066c'] },
    { says: 'nothing', chunks: [], lines: [] },
  ];
  it.each(cases)('take $says', ({ chunks, lines }) => {
    expect(linesOf(chunks)).toEqual(lines);
  });

  it('stop at their budget, and say so once', () => {
    const chunks = Array<string>(100).fill('12345\n');
    expect(linesOf(chunks, { lines: 3, bytes: 1000 })).toEqual([
      ...Array(3).fill('12345'),
      expect.any(String),
    ]);
    expect(linesOf(chunks, { lines: 1000, bytes: 12 })).toEqual([
      ...Array(3).fill('12345'),
      expect.any(String),
    ]);
  });

  it('are harmless and bounded for any bytes in any pieces', () => {
    const bytes = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 });
    fc.assert(
      fc.property(bytes, (chunks) => {
        for (const line of linesOf(chunks)) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
          expect(line).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(8192 + ' [cut]'.length);
        }
        expect(linesOf(chunks)).toEqual(linesOf([Buffer.concat(chunks)]));
      }),
    );
  });

  it('never grow when they are neutralised twice', () => {
    fc.assert(
      fc.property(fc.uint16Array({ maxLength: 40 }), (units) => {
        const text = String.fromCharCode(...units);
        expect(neutralised(neutralised(text))).toBe(neutralised(text));
      }),
    );
  });
});
