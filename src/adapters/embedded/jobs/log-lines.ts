import { StringDecoder } from 'node:string_decoder';

const maxLineBytes = 8 * 1024;
const maxLines = 100_000;
const maxTotalBytes = 16 * 1024 * 1024;

/**
 * What can change a terminal or the order in which text is read: C0 and C1 controls, line separators, bidirectional
 * marks and overrides, zero-width characters, and halves of surrogate pairs.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const hostile =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** Text of an untrusted program as text that only shows: each control character becomes `\x1b` or `\u202e`. */
export function neutralised(text: string): string {
  return text.replace(hostile, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** How much a job may still say, over all its streams. */
export interface LogBudget {
  lines: number;
  bytes: number;
}

export function newLogBudget(): LogBudget {
  return { lines: maxLines, bytes: maxTotalBytes };
}

/**
 * Cuts a byte stream into lines for people: bounded in length and number, without control characters. A carriage
 * return ends a line, so that a progress bar reads as lines.
 */
export class LogLines {
  readonly #decoder = new StringDecoder('utf8');
  readonly #budget: LogBudget;
  readonly #take: (line: string) => void;
  #line = '';
  #cut = false;
  #ended = false;

  constructor(budget: LogBudget, take: (line: string) => void) {
    this.#budget = budget;
    this.#take = take;
  }

  push(chunk: Buffer): void {
    if (!this.#ended) this.#pushText(this.#decoder.write(chunk));
  }

  end(): void {
    if (this.#ended) return;
    this.#pushText(this.#decoder.end());
    if (this.#line !== '' || this.#cut) this.#finishLine();
    this.#ended = true;
  }

  #pushText(text: string): void {
    const [first = '', ...rest] = text.split(/\r\n|\n|\r/);
    this.#append(first);
    for (const part of rest) {
      // The second half of a `\r\n` that came in two chunks makes no line of its own, nor does a bare empty line.
      if (this.#line !== '' || this.#cut) this.#finishLine();
      this.#append(part);
    }
  }

  /** Never keeps more than one line's bound, however long the line. */
  #append(text: string): void {
    const room = maxLineBytes - this.#line.length;
    this.#line += text.slice(0, room);
    if (text.length > room) this.#cut = true;
  }

  #finishLine(): void {
    const shown = clipped(neutralised(this.#line));
    const line = this.#cut || shown.cut ? `${shown.text} [cut]` : shown.text;
    this.#line = '';
    this.#cut = false;
    this.#spend(line);
  }

  #spend(line: string): void {
    const budget = this.#budget;
    if (budget.lines <= 0 || budget.bytes <= 0) return;
    budget.lines -= 1;
    budget.bytes -= Buffer.byteLength(line);
    this.#take(line);
    if (budget.lines <= 0 || budget.bytes <= 0) this.#take('[it said more, which is not kept]');
  }
}

function clipped(text: string): { text: string; cut: boolean } {
  if (Buffer.byteLength(text) <= maxLineBytes) return { text, cut: false };
  const bytes = Buffer.from(text).subarray(0, maxLineBytes);
  return { text: new StringDecoder('utf8').write(bytes), cut: true };
}
