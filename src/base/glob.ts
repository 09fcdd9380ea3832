/**
 * Whether a text fits a pattern in which `*` stands for any characters and `?` for one. Takes no longer than the
 * product of both lengths, whatever the pattern.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  let [at, star, retry] = [0, -1, 0];
  for (let index = 0; index < text.length; ) {
    const letter = pattern[at];
    if (letter === '*') {
      star = at;
      retry = index;
      at += 1;
    } else if (letter === '?' || letter === text[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      retry += 1;
      index = retry;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
