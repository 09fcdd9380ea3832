import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What a glob led to: a regular file, or something else that cannot be taken in. */
export interface Found {
  /** Below the folder, with `/`. */
  path: string;
  kind: 'file' | 'link' | 'special';
}

/**
 * Everything below a folder that a glob names, in no promised order. `*` is any characters of one name, also a leading
 * dot, `?` one of them, and `**` as a whole part any number of folders; nothing else is special.
 *
 * Our own, because nothing may go missing unseen: a link is reported and not skipped, wherever the glob would pass
 * through it, and a folder that cannot be read is an error. The time is linear in names and glob, whatever they are.
 * @param leftOut paths of files, folders and links that are passed over, with all that is below them
 * @throws NodeJS.ErrnoException when a folder cannot be read
 */
export async function* globBelow(folder: string, glob: string, leftOut = nothing): AsyncGenerator<Found> {
  const parts = glob.split('/').filter((part) => part !== '');
  yield* below({ folder, parts, leftOut }, '', reached(parts, [0]));
}

const nothing = /(?!)/;

interface Walk {
  folder: string;
  parts: string[];
  leftOut: RegExp;
}

/** Positions in the glob's parts, with those that `**` reaches by standing for no folder at all. */
function reached(parts: string[], positions: number[]): Set<number> {
  const all = new Set<number>();
  for (let position of positions) {
    all.add(position);
    while (parts[position] === '**' && position + 1 < parts.length) {
      position += 1;
      all.add(position);
    }
  }
  return all;
}

async function* below(walk: Walk, above: string, positions: Set<number>): AsyncGenerator<Found> {
  const { folder, parts, leftOut } = walk;
  for (const entry of await readdir(join(folder, above), { withFileTypes: true })) {
    const path = above === '' ? entry.name : `${above}/${entry.name}`;
    if (leftOut.test(path)) continue;
    const after = step(parts, positions, entry.name);
    const goesOn = [...after].some((position) => position < parts.length);
    if (entry.isDirectory()) {
      if (goesOn) yield* below(walk, path, after);
      continue;
    }
    // A link counts also where it only stands on the way: what it leads to would belong to the source.
    const named = after.has(parts.length) || (goesOn && entry.isSymbolicLink());
    if (named) yield { path, kind: kindOf(entry) };
  }
}

function step(parts: string[], positions: Set<number>, name: string): Set<number> {
  const next: number[] = [];
  for (const position of positions) {
    const part = parts[position];
    if (part === undefined) continue;
    if (part === '**') next.push(position, position + 1);
    else if (matchesName(part, name)) next.push(position + 1);
  }
  return reached(parts, next);
}

function kindOf(entry: Dirent): Found['kind'] {
  if (entry.isFile()) return 'file';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

/** Greedy, with one place to go back to: the last star. Longer and shorter tries of earlier stars change nothing. */
export function matchesName(part: string, name: string): boolean {
  const [wanted, given] = [Array.from(part), Array.from(name)];
  let [at, star, back] = [0, -1, 0];
  for (let index = 0; index < given.length; ) {
    if (wanted[at] === '*') {
      star = at;
      back = index;
      at += 1;
    } else if (wanted[at] === '?' || (wanted[at] !== undefined && wanted[at] === given[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      back += 1;
      index = back;
      at = star + 1;
    } else return false;
  }
  return wanted.slice(at).every((character) => character === '*');
}
