import { expressionsIn } from '../expression/find.ts';
import type { FoundExpression, Step } from '../types.ts';
import type { Surroundings } from './calls.ts';
import { scriptsOf } from './scripts.ts';
import { type Taint, taintOf } from './taint.ts';

export interface Injection {
  found: FoundExpression;
  taint: Taint;
}

/** Expressions in the scripts of a step that put in somebody else's text. */
export function injectionsIn(step: Step, around: Surroundings): Injection[] {
  return scriptsOf(step)
    .flatMap(expressionsIn)
    .flatMap((found) => {
      const taint = found.expression && taintOf(found.expression, around);
      return taint ? [{ found, taint }] : [];
    });
}

/** `github.head_ref → env.BRANCH` */
export function wayOf({ way }: Taint): string {
  return way.join(' → ').slice(0, 200);
}
