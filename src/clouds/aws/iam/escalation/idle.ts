import { readPolicy } from '../policy/read.ts';
import { type Principal, unknownPart } from '../types.ts';
import type { Asker } from './ask.ts';
import { assumeWay, iamWays, joinWay } from './ways-iam.ts';
import { passWays } from './ways-pass.ts';
import { runWays } from './ways-run.ts';

/** Every action that a step to somebody else may begin with. */
const actions: readonly string[] = [
  ...new Set([
    assumeWay.action,
    joinWay.action,
    'iam:PassRole',
    ...[...iamWays, ...passWays, ...runWays].flatMap(({ needs }) => needs.map(({ action }) => action)),
  ]),
];

/** Who surely gets nowhere: most principals of most accounts. */
export class Idle {
  readonly #asker: Asker;
  /** Whom trust policies name; a role's trust alone is enough for who stands there. */
  readonly #named = new Set<string>();
  /** Whether some trust names everybody, or is not known. */
  readonly #isOpen: boolean;
  readonly #known = new Map<Principal, boolean>();

  constructor(asker: Asker, principals: readonly Principal[]) {
    this.#asker = asker;
    const opens = principals.map(({ trust }) => {
      if (!trust) return false;
      if ('unknown' in trust) return true;
      const statements = readPolicy(trust.document).document?.statements;
      if (!statements) return true;
      const entries = statements.flatMap(({ principals: own = [], notPrincipals }) =>
        notPrincipals ? undefined : own,
      );
      for (const entry of entries) if (entry?.type === 'AWS') this.#named.add(entry.value);
      return entries.some((entry) => !entry || entry.type === '*' || entry.value.includes(unknownPart));
    });
    this.#isOpen = opens.includes(true);
  }

  /** Whether the principal can take no step at all to anybody else, nor give rights to anybody. */
  isIdle(principal: Principal): boolean {
    const known = this.#known.get(principal);
    if (known !== undefined) return known;
    const idle =
      !this.#isOpen &&
      principal.kind !== 'root' &&
      !this.#named.has(principal.arn) &&
      actions.every((action) => this.#asker.lacks(principal, action));
    this.#known.set(principal, idle);
    return idle;
  }
}
