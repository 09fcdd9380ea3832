import type { Path } from '../terraform/plan/plan.ts';
import { fail } from './check.ts';
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
