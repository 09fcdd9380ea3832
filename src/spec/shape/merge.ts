import type { Path } from '../nouns/noun.ts';
import { bareRecord } from './shape.ts';

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7396 without null, which the file cannot say: maps merge, everything else is replaced. */
export function mergePatch(base: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const merged = bareRecord(isMap(base) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(patch)) merged[key] = mergePatch(merged[key], value);
  return merged;
}

/** A tree of paths, to ask for each node on the way down. */
interface Branch {
  whole: boolean;
  below: Map<string | number, Branch>;
}

function branchesOf(paths: readonly Path[]): Branch {
  const root: Branch = { whole: false, below: new Map() };
  for (const path of paths) {
    let branch = root;
    for (const part of path) {
      const next = branch.below.get(part) ?? { whole: false, below: new Map() };
      branch.below.set(part, next);
      branch = next;
    }
    branch.whole = true;
  }
  return root;
}

function prune(value: unknown, branch: Branch): unknown {
  if (branch.whole || branch.below.size === 0) return branch.whole ? undefined : value;
  if (Array.isArray(value)) {
    // All lists are of text; an empty one keeps the positions of those that follow.
    return value.map((item, index) => {
      const inner = branch.below.get(index);
      return inner === undefined ? item : (prune(item, inner) ?? '');
    });
  }
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    const inner = branch.below.get(key);
    return [key, inner === undefined ? item : prune(item, inner)];
  });
  return bareRecord(entries.filter(([, item]) => item !== undefined));
}

/** `value` without what stands at `paths`, so that what is right can be judged beside what is wrong. */
export function without(value: unknown, paths: readonly Path[]): unknown {
  return prune(value, branchesOf(paths));
}
