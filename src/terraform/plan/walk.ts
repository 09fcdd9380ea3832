import type { Json } from '../../base/canonical-json.ts';
import type { Steps } from './configuration/expressions.ts';
import { holdsTrue, member } from './json.ts';
import type { Path } from './plan.ts';

const indexForm = /^\d{1,9}$/;

export function stepsOf(path: Path): Steps {
  if (typeof path !== 'string') return path;
  return path === '' ? [] : path.split('.');
}

/** How far a path could be followed; `steps` are the way there, with an index wherever a list is. */
export type Walked =
  /** The value is undefined when nothing is there; `gap` is the number of steps to the first null or nothing. */
  | { kind: 'value'; steps: Steps; value: Json | undefined; marks: Json | undefined; gap?: number }
  /** `rest` is the part of the path below the mark. */
  | { kind: 'unknown'; steps: Steps; rest: Steps }
  /** A name that should be looked up in the only element of a list that has several. */
  | { kind: 'several'; steps: Steps; count: number };

/** Follows a path through values and, beside them, the marks of what is unknown in them; a mark wins. */
export function walk(values: Json | undefined, marks: Json | undefined, path: Steps): Walked {
  const steps: (string | number)[] = [];
  let here: Here = { value: values, marks };
  for (let at = 0; ; ) {
    if (here.marks === true) return { kind: 'unknown', steps, rest: path.slice(at) };
    const step = path[at];
    if (step === undefined) return { kind: 'value', steps, ...here };
    const count = lengthOf(here.value, here.marks);
    const index = count === undefined ? String(step) : indexOf(step);
    if (index === undefined && count !== undefined && count > 1) return { kind: 'several', steps, count };
    if (index !== undefined) at += 1;
    steps.push(index ?? 0);
    here = next(here, index ?? 0, steps.length);
  }
}

interface Here {
  value: Json | undefined;
  marks: Json | undefined;
  gap?: number;
}

function next({ value, marks, gap }: Here, step: string | number, count: number): Here {
  const inner = child(value, step);
  const isGap = inner === undefined || inner === null;
  const first = gap ?? (isGap ? count : undefined);
  return { value: inner, marks: child(marks, step), ...(first !== undefined && { gap: first }) };
}

/** Undefined for what is no list. */
export function lengthOf(value: Json | undefined, marks: Json | undefined): number | undefined {
  const lists = [value, marks].filter((one) => Array.isArray(one));
  return lists.length === 0 ? undefined : Math.max(...lists.map((list) => list.length));
}

function child(json: Json | undefined, step: string | number): Json | undefined {
  return typeof step === 'string' ? member(json, step) : Array.isArray(json) ? json[step] : undefined;
}

/** Without indices: names of blocks, and an attribute. */
export function namesOf(steps: Steps): string[] {
  return steps.filter((step) => typeof step === 'string');
}

function indexOf(step: string | number): number | undefined {
  if (typeof step === 'number') return step;
  return indexForm.test(step) ? Number(step) : undefined;
}

/** Whether a mark stands on the way to a path, at it, or below it. */
export function isMarked(marks: Json | undefined, path: Steps): boolean {
  if (marks === true) return true;
  const [step, ...rest] = path;
  if (step === undefined) return holdsTrue(marks);
  if (!Array.isArray(marks)) return isMarked(member(marks, String(step)), rest);
  const index = indexOf(step);
  return index === undefined ? marks.some((one) => isMarked(one, path)) : isMarked(marks[index], rest);
}

/** The path of the first mark. */
export function firstMark(marks: Json | undefined): Steps | undefined {
  if (marks === true) return [];
  if (typeof marks !== 'object' || marks === null) return undefined;
  for (const [name, inner] of Object.entries(marks)) {
    const found = firstMark(inner);
    if (found) return [Array.isArray(marks) ? Number(name) : name, ...found];
  }
  return undefined;
}
