import type { PolicyFact } from '../clouds/aws/facts/types.ts';
import { namesPrincipals } from '../clouds/aws/iam/policy/kinds.ts';
import { readPolicy } from '../clouds/aws/iam/policy/read.ts';
import type { PolicyIssue, PolicyIssueSeverity } from '../clouds/aws/iam/policy/statement.ts';
import { validatePolicy } from '../clouds/aws/iam/policy/validate.ts';
import { type Check, type CheckFacts, cannotTell, fail, type Judgement, pass } from './check.ts';

/** A check that every policy is as AWS wants it. */
export function policyValidity(check: CheckFacts & { severities: readonly PolicyIssueSeverity[] }): Check {
  const { severities, ...facts } = check;
  return {
    ...facts,
    *judge({ aws }) {
      for (const fact of aws.policies)
        if (fact.isWritten) yield { subject: fact.resource, ...judgeOne(fact, severities) };
    },
  };
}

function judgeOne(fact: PolicyFact, severities: readonly PolicyIssueSeverity[]): Judgement {
  const { policy, path } = fact;
  if ('unknown' in policy) return cannotTell(`the policy is not known: ${policy.unknown}`, { path });
  const issues = issuesOf(fact, policy.document).filter(({ severity }) => severities.includes(severity));
  const [first, ...more] = issues;
  if (!first) return pass;
  const evidence = issues.map((issue) => `${issue.path}: ${issue.message}`);
  return fail(more.length === 0 ? first.message : `${first.message}, and ${more.length} more`, {
    path,
    evidence,
  });
}

/** A document that nothing uses is judged by what it looks like. */
function issuesOf({ kind }: PolicyFact, document: Parameters<typeof validatePolicy>[0]): PolicyIssue[] {
  if (kind !== 'document') return validatePolicy(document, kind);
  const statements = readPolicy(document).document?.statements ?? [];
  const isOfResource = statements.some(({ principals, notPrincipals }) => principals ?? notPrincipals);
  const likely = isOfResource ? (isTrust(statements) ? 'trust' : 'resource') : 'managed';
  return validatePolicy(document, likely).filter(
    ({ code }) => code !== 'too-large' && namesPrincipals(likely) === isOfResource,
  );
}

function isTrust(statements: readonly { actions?: string[] }[]): boolean {
  return statements.every(({ actions = [] }) => actions.every((action) => /^sts:/i.test(action)));
}
