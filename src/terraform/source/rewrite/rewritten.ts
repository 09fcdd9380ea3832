import type { Item, Span } from '../body.ts';
import { placeIn, type SourceFile } from '../source-file.ts';
import type { TextEdit } from '../text.ts';
import type { ChangeKind, ScratchChange } from '../types.ts';

/** What one rule changes in one file. */
export interface Rewrite {
  edits: TextEdit[];
  changes: ScratchChange[];
}

export function nothing(): Rewrite {
  return { edits: [], changes: [] };
}

export function together(rewrites: readonly Rewrite[]): Rewrite {
  return {
    edits: rewrites.flatMap(({ edits }) => edits),
    changes: rewrites.flatMap(({ changes }) => changes),
  };
}

export function change(file: SourceFile, what: ChangeKind, span: Span, detail: string): ScratchChange {
  return { what, place: placeIn(file, span), detail };
}

export function removed(file: SourceFile, what: ChangeKind, items: readonly Item[], detail: string): Rewrite {
  return {
    edits: items.flatMap((item) => item.removal),
    changes: items.map((item) => change(file, what, item, detail)),
  };
}
