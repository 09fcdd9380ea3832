import { readPolicy } from '../../clouds/aws/iam/policy/read.ts';
import type { Statement } from '../../clouds/aws/iam/policy/statement.ts';
import { type Check, cannotTell, fail, type Judgement, pass } from '../check.ts';
import { nameOf } from '../policy-check.ts';

/** What nobody needs who does not administer the account itself. */
const never = ['*', '*:*', 'iam:*', 'organizations:*', 'account:*'];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const check: Check = {
  id: 'iam/boundary-bounds',
  title: 'Boundaries bound something',
  severity: 'medium',
  why: 'A boundary that lets everything through looks like a limit and is none',
  fix: 'Name the actions that are the most that its holders may have',
  controls: ['MLSEC04-BP01', 'Holdfast:hollow-boundary'],
  *judge({ aws }) {
    for (const { isCeiling, isWritten, policy, resource: subject, path } of aws.policies)
      if (isCeiling && isWritten)
        yield {
          subject,
          ...('unknown' in policy
            ? cannotTell(`the policy is not known: ${policy.unknown}`, { path })
            : judgeCeiling(policy.document)),
        };
  },
  examples: {
    bad: [bounded('["s3:GetObject", "*"]'), bounded('["iam:*"]')],
    good: [bounded('["s3:GetObject", "logs:*"]')],
  },
};

function judgeCeiling(document: Parameters<typeof readPolicy>[0]): Judgement {
  const statements = readPolicy(document).document?.statements;
  if (!statements) return cannotTell('the policy cannot be read');
  // What a denial takes away again is not followed here: any denial may be what bounds.
  if (statements.some(({ effect }) => effect === 'Deny')) return pass;
  const open = statements.find(letsEverything);
  return open ? fail(`${nameOf(open)} lets everything through`, { path: 'policy' }) : pass;
}

function letsEverything({ effect, actions = [], conditions, resources = ['*'] }: Statement): boolean {
  return (
    effect === 'Allow' &&
    conditions.length === 0 &&
    resources.includes('*') &&
    actions.some((action) => never.includes(action.toLowerCase()))
  );
}

function bounded(actions: string): string {
  return `
resource "aws_iam_policy" "most" {
  name   = "most"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ${actions}, Resource = "*" }] })
}

resource "aws_iam_role" "own" {
  permissions_boundary = aws_iam_policy.most.arn
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
`;
}
