/**
 * The rule that turns text into words. onnx/tokenizer-graph.ts builds the same rule from ONNX operators; a test holds
 * the two equal. It is made of what those operators can do: ASCII letters become lower case, separators become spaces,
 * spaces divide.
 */
export const separators = [...'\n\r\t.,:;?!()"\'*<>-/'];

/** So many of each separator count in one text; further ones stay part of the words around them. */
export const maxSeparators = 2047;

export function tokenize(text: string): string[] {
  let line = asRuntimeReads(text).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  for (const separator of separators) line = spaced(line, separator);
  return line.split(' ').filter((word) => word !== '');
}

/** ONNX Runtime for Node takes strings up to the first NUL, in UTF-8. */
function asRuntimeReads(text: string): string {
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end)).toWellFormed();
}

/**
 * A space in place of each separator up to the limit. The graph also adds separators at the end, so that it always has
 * the same number of pieces; those that are left over stand as a word of their own, which no model knows.
 */
function spaced(text: string, separator: string): string {
  const pieces = text.split(separator);
  return [...pieces.slice(0, maxSeparators), pieces.slice(maxSeparators).join(separator)].join(' ');
}

const onlySeparators = (word: string): boolean => [...word].every((letter) => separators.includes(letter));

/** The distinct words and pairs of neighbouring words of a text; a pair is written with one space. */
export function gramsOf(text: string): Set<string> {
  const words = tokenize(text);
  const grams = new Set<string>();
  words.forEach((word, i) => {
    if (onlySeparators(word)) return;
    grams.add(word);
    const before = words[i - 1];
    if (before !== undefined && !onlySeparators(before)) grams.add(`${before} ${word}`);
  });
  return grams;
}
