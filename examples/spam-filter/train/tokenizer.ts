/**
 * The rule that turns text into words. tokenizer-graph.ts builds the same rule from ONNX operators; a test holds the two
 * equal. It is made of what those operators can do: ASCII letters become lower case, separators become spaces, spaces
 * divide.
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
 * Spaces in place of a separator. Beyond the limit the graph leaves the rest as it is, with the separators at its end that
 * it works with; below it these are a word of their own, which no model knows.
 */
function spaced(text: string, separator: string): string {
  const pieces = text.split(separator);
  if (pieces.length <= maxSeparators) return pieces.join(' ');
  const rest = pieces.slice(maxSeparators).join(separator);
  return `${pieces.slice(0, maxSeparators).join(' ')} ${rest}${separator.repeat(maxSeparators)}`;
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
