/** Levenshtein's distance: the fewest insertions, removals and replacements of a character. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...left].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...right].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** The nearest of `known` when a slip of the hand explains the difference. */
export function nearest(text: string, known: readonly string[]): string | undefined {
  if (text.length > 60) return undefined;
  const plain = (name: string) => name.toLowerCase().replaceAll('-', '_');
  const allowed = text.length < 4 ? 1 : text.length < 8 ? 2 : 3;
  const ranked = known
    .filter((name) => Math.abs(name.length - text.length) <= allowed && name !== text)
    .map((name) => ({ name, away: distance(plain(text), plain(name)) }))
    .sort((left, right) => left.away - right.away);
  const best = ranked[0];
  return best && best.away <= allowed && best.away < text.length ? best.name : undefined;
}

/** `did you mean "gates"?`, where there is something near. */
export function didYouMean(text: string, known: readonly string[]): string | undefined {
  const best = nearest(text, known);
  return best === undefined ? undefined : `did you mean "${best}"?`;
}
