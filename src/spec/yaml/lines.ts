import type { Place } from '../../base/issue.ts';

/** Offsets of a text to lines and columns, both from 1; columns count UTF-16 units, as editors do. */
export class Lines {
  readonly #file: string;
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string, file: string) {
    this.#file = file;
    this.#length = text.length;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  placeOf(offset: number): Place {
    const wanted = Math.max(0, Math.min(offset, this.#length));
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return { file: this.#file, line: low + 1, column: wanted - (this.#starts[low] ?? 0) + 1 };
  }
}
