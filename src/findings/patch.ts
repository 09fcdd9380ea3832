/** One change of a text, in UTF-16 code units of the text as it was. */
export interface TextChange {
  start: number;
  end: number;
  text: string;
}

/** A change of one file, as people and as programs read it. */
export interface Patch {
  /** What is replaced; lines and columns count from 1, columns in UTF-16 code units. */
  region: { startLine: number; startColumn: number; endLine: number; endColumn: number };
  text: string;
  /** A unified diff that `git apply` takes. */
  diff: string;
}

const contextLines = 3;

/** @param file its path from the root of the repository or folder */
export function patchOf(file: string, before: string, { start, end, text }: TextChange): Patch {
  const [startLine, startColumn] = positionOf(before, start);
  const [endLine, endColumn] = positionOf(before, end);
  const after = before.slice(0, start) + text + before.slice(end);
  return { region: { startLine, startColumn, endLine, endColumn }, text, diff: diffOf(file, before, after) };
}

function positionOf(text: string, index: number): [line: number, column: number] {
  const lines = text.slice(0, index).split('\n');
  return [lines.length, (lines.at(-1)?.length ?? 0) + 1];
}

/** One hunk: from the first line that differs to the last. */
function diffOf(file: string, before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  let first = 0;
  while (first < old.length && old[first] === now[first]) first += 1;
  let same = 0;
  while (same < old.length - first && same < now.length - first && old.at(-1 - same) === now.at(-1 - same))
    same += 1;
  const from = Math.max(0, first - contextLines);
  const trailing = Math.min(same, contextLines);
  const removed = old.slice(first, old.length - same);
  const added = now.slice(first, now.length - same);
  const lines = [
    ...old.slice(from, first).map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...old.slice(old.length - same, old.length - same + trailing).map((line) => ` ${line}`),
  ];
  const kept = first - from + trailing;
  const [was, is] = [kept + removed.length, kept + added.length];
  const head = `--- a/${file}\n+++ b/${file}\n@@ -${range(from, was)} +${range(from, is)} @@\n`;
  return head + lines.map(ended).join('');
}

/** An empty range begins before its first line. */
function range(from: number, count: number): string {
  return `${count === 0 ? from : from + 1},${count}`;
}

/** With their ends, so that a last line without one differs. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`;
}
