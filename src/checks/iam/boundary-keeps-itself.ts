import { questionsOf } from '../../clouds/aws/access/questions.ts';
import { possible, withEveryRight } from '../../clouds/aws/access/supposed.ts';
import type { PrincipalFact } from '../../clouds/aws/facts/types.ts';
import type { Principal } from '../../clouds/aws/iam/types.ts';
import { type Check, cannotTell, type Estate, fail, type Judgement, pass } from '../check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate */
export const check: Check = {
  id: 'iam/boundary-keeps-itself',
  title: 'Boundaries of who sets roles up keep themselves',
  severity: 'medium',
  why: 'Whoever can write policies gives themselves every right that the boundary lets through: when that includes to take it away, there is none',
  fix: 'Deny in the boundary what changes the role itself, and the policy that is its boundary',
  controls: ['Holdfast:hollow-boundary'],
  *judge(estate) {
    for (const fact of estate.aws.principals)
      if (fact.resource && fact.principal.boundary && writesRoles(estate, fact))
        yield { subject: fact.resource, ...judged(estate, fact.principal) };
  },
  examples: {
    bad: [example('')],
    good: [
      example(
        ', { Effect = "Deny", Action = "iam:*", Resource = ["arn:aws:iam::*:role/setup", "arn:aws:iam::*:policy/most"] }',
      ),
    ],
  },
};

function writesRoles({ aws }: Estate, { principal }: PrincipalFact): boolean {
  const other = { arn: `arn:aws:iam::${principal.account}:role/holdfast/another`, policy: null };
  const texts = principal.identityPolicies.map((one) =>
    'document' in one ? JSON.stringify(one.document) : '',
  );
  if (!texts.some((text) => /iam:(?:\*|Put|Attach|Create)/i.test(text))) return false;
  const answers = ['iam:PutRolePolicy', 'iam:AttachRolePolicy'].map(
    (action) => questionsOf(aws).ask(principal, action, other).answer,
  );
  return (
    answers.some((answer) => answer !== 'denied') ||
    texts.some((text) => /iam:(?:PutRolePolicy|AttachRolePolicy)/i.test(text))
  );
}

/** As it is below its boundary with every right: what its own policies leave out, it could write. */
function judged({ aws }: Estate, principal: Principal): Judgement {
  const resource = { arn: principal.arn, policy: null };
  const questions = [
    'iam:DeleteRolePermissionsBoundary',
    'iam:PutRolePermissionsBoundary',
    'iam:PutRolePolicy',
  ].map((action) => ({ name: action, action, resource }));
  const { open, unclear } = possible(aws, withEveryRight(principal), questions);
  if (open.length > 0) return fail(`its boundary lets ${open.join(', ')} through for the role itself`);
  return unclear.length > 0 ? cannotTell('the boundary is not known') : pass;
}

function example(denied: string): string {
  return `
resource "aws_iam_policy" "most" {
  name   = "most"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:*Role*", Resource = "*" }${denied}] })
}

resource "aws_iam_role" "setup" {
  name                 = "setup"
  permissions_boundary = aws_iam_policy.most.arn
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "setup" {
  role   = aws_iam_role.setup.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*" }] })
}
`;
}
