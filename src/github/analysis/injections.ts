import { expressionsIn } from '../expression/find.ts';
import type { FoundExpression, GithubFacts, Step } from '../types.ts';
import { scriptsOf } from './scripts.ts';
import { type Surroundings, type Taint, taintOf } from './taint.ts';

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

/** Inputs of an action of the repository itself that its scripts put in as they are. */
export function injectedInputs(path: string, { actions }: GithubFacts): Set<string> {
  const folder = path.replace(/^\.\//, '').replace(/\/$/, '');
  const action = actions.find(({ file }) => file.replace(/\/?action\.ya?ml$/, '') === folder);
  const steps = action?.steps ?? [];
  const found = steps.flatMap((step, at) => injectionsIn(step, { step, before: steps.slice(0, at) }));
  return new Set(
    found.flatMap(({ taint }) => taint.way.flatMap((name) => /^inputs\.(.+)$/.exec(name)?.[1] ?? [])),
  );
}

/** `github.head_ref → env.BRANCH` */
export function wayOf({ way }: Taint): string {
  return way.join(' → ').slice(0, 200);
}
