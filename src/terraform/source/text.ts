/** Replaces `start` to `end`, in UTF-16 code units, of a text; an insertion where both are equal. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** Finds line and column (from 1, in UTF-16 code units) of an offset. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** The offset at which a line begins; that of the last line for one beyond it. */
  startOf(line: number): number {
    return this.#starts[Math.min(Math.max(line, 1), this.#starts.length) - 1] ?? 0;
  }
}

/** Spaces for all but the line ends, so that every line after it keeps its number. */
export function blanked(text: string): string {
  return text.replace(/\r(?!\n)|[^\r\n]/g, ' ');
}

/** The line ends of a text alone. */
export function lineEndsOf(text: string): string {
  return text.replace(/[^\r\n]|\r(?!\n)/g, '');
}

/** In order, without duplicates and without what lies within a wider edit; an insertion may stand at either end of one. */
export function composed(edits: readonly TextEdit[]): TextEdit[] {
  const replaces = (edit: TextEdit) => Number(edit.start < edit.end);
  const sorted = edits.toSorted((a, b) => a.start - b.start || replaces(a) - replaces(b) || b.end - a.end);
  const kept: TextEdit[] = [];
  for (const edit of sorted) {
    const before = kept.at(-1);
    const overlaps = before !== undefined && edit.start < before.end;
    const again = before?.start === edit.start && before.end === edit.end && before.text === edit.text;
    if (!overlaps && !again) kept.push(edit);
  }
  return kept;
}

/** `further` edits join where they do not cut into `first`: one may hold whole edits of `first`, which then fall away. */
export function joined(first: readonly TextEdit[], further: readonly TextEdit[]): TextEdit[] {
  const harmless = further.filter((edit) =>
    first.every((other) => !overlap(edit, other) || (edit.start <= other.start && other.end <= edit.end)),
  );
  const kept = first.filter((edit) => !harmless.some((other) => overlap(edit, other)));
  return composed([...kept, ...harmless]);
}

function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A text before and after some edits, with the way back from offsets and lines of the second. */
export class EditedText {
  readonly before: string;
  readonly after: string;
  readonly #edits: TextEdit[];

  /** @param edits as `composed` gives them */
  constructor(before: string, edits: TextEdit[]) {
    this.before = before;
    this.#edits = edits;
    let text = '';
    let done = 0;
    for (const edit of edits) {
      text += before.slice(done, edit.start) + edit.text;
      done = edit.end;
    }
    this.after = text + before.slice(done);
  }

  /** The offset before for one after; the start of an edit for all that the edit put in. */
  originalOffset(offset: number): number {
    let shift = 0;
    for (const edit of this.#edits) {
      const start = edit.start + shift;
      if (offset < start) break;
      if (offset < start + edit.text.length) return edit.start;
      shift += edit.text.length - (edit.end - edit.start);
    }
    return Math.min(offset - shift, this.before.length);
  }

  originalLine(line: number): number {
    // What was blanked keeps its line ends, so line by line only what was added counts.
    let added = 0;
    const after = new LineIndex(this.after);
    let shift = 0;
    const before = new LineIndex(this.before);
    for (const edit of this.#edits) {
      const put = lineFeeds(edit.text);
      const taken = lineFeeds(this.before.slice(edit.start, edit.end));
      const first = after.at(edit.start + shift).line;
      if (line <= first) break;
      if (line <= first + put - taken) return before.at(edit.start).line;
      added += put - taken;
      shift += edit.text.length - (edit.end - edit.start);
    }
    return line - added;
  }

  originalByte(byte: number): number {
    const offset = Buffer.from(this.after).subarray(0, byte).toString().length;
    return Buffer.byteLength(this.before.slice(0, this.originalOffset(offset)));
  }
}

function lineFeeds(text: string): number {
  return text.split('\n').length - 1;
}
