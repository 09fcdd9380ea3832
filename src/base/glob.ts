/**
 * Whether a text fits a pattern in which `*` stands for any characters and `?` for one. Takes no longer than the
 * product of both lengths, whatever the pattern: it never goes back past a star.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  let [at, place, star, resume] = [0, 0, -1, 0];
  while (place < text.length) {
    const letter = pattern[at];
    if (letter === '*') {
      star = at;
      at += 1;
      resume = place;
    } else if (letter === '?' || letter === text[place]) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      place = resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
