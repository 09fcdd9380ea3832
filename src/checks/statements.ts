import { type AccessLevel, type Action, actionOf } from '../clouds/aws/iam/catalogue/services.ts';
import type { PrincipalEntry, Statement } from '../clouds/aws/iam/policy/statement.ts';
import { expandActions } from '../clouds/aws/iam/questions.ts';

/** What statements of policies come to, for checks. */

const expanded = new Map<string, readonly Action[]>();

function expand(pattern: string): readonly Action[] {
  const known = expanded.get(pattern);
  if (known) return known;
  const found = expandActions(pattern);
  expanded.set(pattern, found);
  return found;
}

/** All of AWS's actions that a statement is about. */
export function actionsOf({ actions, notActions }: Statement): readonly Action[] {
  if (actions) return actions.length === 1 ? expand(actions[0] ?? '') : [...new Set(actions.flatMap(expand))];
  const left = new Set((notActions ?? []).flatMap(expand));
  return expand('*').filter((action) => !left.has(action));
}

/** Those that are allowed by themselves: without a condition, and for whoever has the policy. */
export function grantedFreely(statement: Statement): readonly Action[] {
  const { effect, principals, notPrincipals, conditions } = statement;
  if (effect !== 'Allow' || principals || notPrincipals || conditions.length > 0) return [];
  return actionsOf(statement);
}

/** Whether it is about all resources: `*`, or an ARN in which nothing is said. */
export function isOnEverything({ resources, notResources }: Statement): boolean {
  if (notResources) return true;
  return (resources ?? []).some((resource) => /^(?:\*+|arn:\*(?::\*)*|arn:[^:]*:\*(?::\*)*)$/.test(resource));
}

/** Whether it is about all that the action can be done to: `arn:aws:s3:::*`, `arn:aws:iam::*:role/*`. */
export function reachesAllOf(action: Action, statement: Statement): boolean {
  if (isOnEverything(statement)) return true;
  const form = new RegExp(`^arn:[^:]*:${action.service}:[^:]*:[^:]*:(?:([a-z-]+)[:/])?\\*(?:/\\*)?$`, 'i');
  return (statement.resources ?? []).some((resource) => {
    const [whole, type] = form.exec(resource) ?? [];
    if (whole === undefined) return false;
    return type === undefined || action.resources.some((one) => one.toLowerCase() === type.toLowerCase());
  });
}

/** Whether it allows every action: `*` or `*:*`, or all but some. */
export function isEveryAction({ actions = [] }: Statement): boolean {
  return actions.some((action) => /^\*+(?::\*+)?$/.test(action));
}

export function levelsOf(actions: readonly Action[], ...levels: readonly AccessLevel[]): Action[] {
  return actions.filter(({ access }) => levels.includes(access));
}

/** Whether AWS can limit the action to some resources. */
export function isRestrictable({ resources }: Action): boolean {
  return resources.length > 0;
}

/** `iam:PassRole and 3 more`. */
export function listed(actions: readonly Action[], most = 3): string {
  const names = actions.slice(0, most).map(({ service, name }) => `${service}:${name}`);
  const more = actions.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The actions of these names that are among others. */
export function among(actions: readonly Action[], names: readonly string[]): Action[] {
  const wanted = new Set(names.map((name) => actionOf(name)));
  return actions.filter((action) => wanted.has(action));
}

/** Whether it stands for a whole account, as its root does: whoever the account's own policies let. */
export function isAccount({ type, value }: PrincipalEntry): boolean {
  return type === 'AWS' && /^(?:\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(value);
}
