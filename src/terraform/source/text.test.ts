import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blanked, composed, EditedText, joined, LineIndex } from './text.ts';

describe('LineIndex', () => {
  it('finds line and column of every offset', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀') }), (text) => {
        const lines = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset += 1) {
          const before = text.slice(0, offset).split('\n');
          expect(lines.at(offset)).toEqual({ line: before.length, column: (before.at(-1) ?? '').length + 1 });
        }
      }),
    );
  });
});

describe('blanked', () => {
  it('keeps the length and every line end', () => {
    const text = 'a {\r\n  b = "é😀"\n}\rx';
    expect(blanked(text)).toBe(
      ['   ', ' '.repeat('  b = "é😀"'.length), '   '].join('\n').replace('\n', '\r\n'),
    );
  });
});

describe('composed', () => {
  it('drops what lies in a wider edit, and duplicates', () => {
    const wide = { start: 0, end: 10, text: '' };
    expect(composed([{ start: 2, end: 4, text: 'x' }, wide, { ...wide }])).toEqual([wide]);
  });
});

describe('joined', () => {
  const safety = [{ start: 10, end: 20, text: ' ' }];
  it.each([
    { name: 'apart', edit: { start: 0, end: 5, text: 'a' }, kept: 2 },
    { name: 'around', edit: { start: 5, end: 25, text: 'b' }, kept: 1 },
  ])('takes a further edit $name', ({ edit, kept }) => {
    const edits = joined(safety, [edit]);
    expect(edits).toContainEqual(edit);
    expect(edits).toHaveLength(kept);
  });
  it.each([
    { name: 'within', edit: { start: 12, end: 14, text: 'c' } },
    { name: 'across', edit: { start: 15, end: 25, text: 'd' } },
  ])('refuses a further edit $name', ({ edit }) => {
    expect(joined(safety, [edit])).toEqual(safety);
  });
});

describe('EditedText', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\n'), maxLength: 40 });
  const case_ = fc.tuple(letters, fc.array(fc.tuple(fc.nat(40), fc.nat(5), letters), { maxLength: 4 }));

  it('leads back from what was not edited, by offset, byte and line', () => {
    fc.assert(
      fc.property(case_, ([text, raw]) => {
        const edits = composed(
          raw.map(([start, length, put]) => {
            const from = Math.min(start, text.length);
            return { start: from, end: Math.min(from + length, text.length), text: put };
          }),
        ).filter((edit, index, all) => all[index - 1]?.start !== edit.start);
        const edited = new EditedText(text, edits);
        let shift = 0;
        let done = 0;
        for (const edit of [...edits, { start: text.length, end: text.length, text: '' }]) {
          for (let offset = done; offset < edit.start; offset += 1)
            expect(edited.originalOffset(offset + shift)).toBe(offset);
          shift += edit.text.length - (edit.end - edit.start);
          done = edit.end;
        }
      }),
    );
  });

  it('leads back by line through added lines', () => {
    const edited = new EditedText('a\nb {x}\nc\n', [{ start: 5, end: 5, text: '\n1\n2\n' }]);
    expect(edited.after).toBe('a\nb {\n1\n2\nx}\nc\n');
    expect([1, 2, 3, 4, 5, 6].map((line) => edited.originalLine(line))).toEqual([1, 2, 2, 2, 2, 3]);
  });

  it('leads back by byte', () => {
    const edited = new EditedText('é = "😀"\nb', [{ start: 0, end: 1, text: 'name' }]);
    const byte = Buffer.from(edited.after).indexOf('b');
    expect(edited.originalByte(byte)).toBe(Buffer.from(edited.before).indexOf('b'));
  });
});
