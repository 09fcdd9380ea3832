import type { Json } from '../base/canonical-json.ts';
import type { Attributes, Path } from '../terraform/plan/plan.ts';
import { cannotTell, fail, pass } from './check.ts';
import { nameOf, type Rule } from './rules.ts';

/**
 * Fails where an attribute is left out and only AWS says what it is then, as its documentation does: `is` names that.
 * Else the rule decides. For attributes that the provider neither sets nor has a default for.
 */
export function failsLeftOut(path: Path, is: string, rule: Rule): Rule {
  return (attributes) => {
    if (attributes.attribute(path).known || !attributes.isLeftOut(path)) return rule(attributes);
    return fail(`${nameOf(path)} is left out, and then it is ${is}`, { path });
  };
}

/**
 * A test of a value that may hold a secret, such as an address: messages do not show it. `wrong` says what it is
 * otherwise: `begins with http://`.
 */
export function unshown(path: Path, holds: (value: Json) => boolean, wrong: string): Rule {
  return (attributes) => {
    const found = attributes.attribute(path);
    if (!found.known) return cannotTell(`${nameOf(path)} is not known: ${found.because}`, { path });
    return holds(found.value) ? pass : fail(`${nameOf(path)} ${wrong}`, { path });
  };
}

/**
 * Where a value was only assumed, as that of a variable that nobody gave, its failure says nothing: it cannot be told.
 * For attributes whose text is judged, which no assumption gets right.
 */
export function unlessAssumed(path: Path, rule: Rule): Rule {
  return (attributes) => {
    const judgement = rule(attributes);
    if (judgement.outcome !== 'fail') return judgement;
    const because = whyAssumed(attributes, path);
    return because === undefined
      ? judgement
      : cannotTell(`${nameOf(path)} is not known: ${because}`, { path });
  };
}

/** Why a value may be another; undefined where it is as it was written. */
export function whyAssumed(attributes: Attributes, path: Path): string | undefined {
  const assumed = attributes.assumptions(path).find(({ kind }) => kind === 'assumed');
  if (assumed) return assumed.what;
  const found = attributes.attribute(path);
  // What the engine takes for a variable without a value: the plan does not say where it went.
  const isTaken = found.known && typeof found.value === 'string' && /(?:^|\W)assumed-\w/.test(found.value);
  return isTaken ? 'it comes from a variable that has no value' : undefined;
}
