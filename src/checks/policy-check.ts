import type { PolicyFact } from '../clouds/aws/facts/types.ts';
import { readPolicy } from '../clouds/aws/iam/policy/read.ts';
import type { PolicyDocument, Statement } from '../clouds/aws/iam/policy/statement.ts';
import { type Check, type CheckFacts, cannotTell, type Estate, fail, type Judgement, pass } from './check.ts';
import { isEveryAction, isOnEverything } from './statements.ts';

type Kind = PolicyFact['kind'];

/** Policies of identities; documents that nothing uses may be meant for one. */
export const identityKinds: readonly Kind[] = [
  'managed',
  'user-inline',
  'group-inline',
  'role-inline',
  'document',
];

/** Policies on resources that say who. */
export const resourceKinds: readonly Kind[] = ['bucket', 'key', 'resource', 'document'];

export interface PolicyRule {
  kinds: readonly Kind[];
  /** Types of the resources in which the policies stand; absent: all. */
  of?: readonly string[];
  /** What is wrong with a statement, in a few words: `allows every action on everything`; undefined: nothing. */
  offends(statement: Statement, all: PolicyDocument, fact: PolicyFact, estate: Estate): string | undefined;
}

/** A check of every statement of policies that the configuration writes and that give something: one verdict a policy. */
export function policyCheck(check: CheckFacts & PolicyRule): Check {
  const { kinds, of, offends, ...facts } = check;
  return {
    ...facts,
    *judge(estate) {
      for (const fact of estate.aws.policies) {
        if (!fact.isWritten || !kinds.includes(fact.kind) || (fact.isCeiling && !isListHandedOut(fact)))
          continue;
        if (of && !of.includes(fact.resource.type)) continue;
        yield {
          subject: fact.resource,
          ...judgePolicy(fact, (statement, all) => offends(statement, all, fact, estate)),
        };
      }
    },
  };
}

/**
 * A boundary under which somebody may make roles gives whoever that is all that it lets through. One that lets everything
 * through but what it denies is a limit of another kind, and is not read as a grant.
 */
function isListHandedOut({ isHandedOut, policy }: PolicyFact): boolean {
  if (!isHandedOut || 'unknown' in policy) return false;
  const statements = readPolicy(policy.document).document?.statements ?? [];
  return !statements.some(
    (one) => one.effect === 'Allow' && (one.notActions || (isEveryAction(one) && isOnEverything(one))),
  );
}

function judgePolicy(
  { policy, path }: PolicyFact,
  offends: (statement: Statement, all: PolicyDocument) => string | undefined,
): Judgement {
  if ('unknown' in policy) return cannotTell(`the policy is not known: ${policy.unknown}`, { path });
  const { document } = readPolicy(policy.document);
  if (!document) return cannotTell('the policy cannot be read', { path });
  const offences = document.statements.flatMap((statement) => {
    const offence = offends(statement, document);
    return offence === undefined ? [] : [`${nameOf(statement)} ${offence}`];
  });
  const [first, ...more] = offences;
  if (first === undefined) return pass;
  return fail(more.length === 0 ? first : `${first}, and ${more.length} more like it`, {
    path,
    evidence: offences,
  });
}

/** `the statement "Read"`. */
export function nameOf({ sid, index }: Statement): string {
  return sid === undefined ? `statement ${index}` : `the statement "${sid}"`;
}
