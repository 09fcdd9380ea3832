import type { ObjectValue, Value } from '../protocol/value.ts';

/** What names mean where an expression stands. */
export interface Scope {
  /** The value of a reference, and how many of its names after the first belong to it. */
  reference(root: string, names: readonly string[]): { value: Value; used: number };
  /** For `file` and the like. */
  readonly files: Files;
  /** How many expressions may still be evaluated: one count for a whole plan. */
  readonly budget: { left: number };
}

export interface Files {
  /** A text file of the project, by its path from the module; undefined when it may not be read, or is not there. */
  read(path: string): string | undefined;
}

/** A scope with further names. */
export function withNames(scope: Scope, names: ObjectValue): Scope {
  return {
    files: scope.files,
    budget: scope.budget,
    reference(root, path) {
      return Object.hasOwn(names, root)
        ? { value: names[root] ?? null, used: 0 }
        : scope.reference(root, path);
    },
  };
}
