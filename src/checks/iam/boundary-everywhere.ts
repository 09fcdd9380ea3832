import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const check = resourceCheck({
  id: 'iam/boundary-everywhere',
  title: 'Where roles have a boundary, each of them has one',
  severity: 'medium',
  why: 'The one role without a boundary is the one that somebody takes to get past it',
  fix: 'Set `permissions_boundary` as for the other roles',
  controls: ['MLSEC04-BP01'],
  of: ['aws_iam_role'],
  judge(role, { plan }) {
    const isBounded = plan.ofType('aws_iam_role').some((one) => {
      const found = one.attribute('permissions_boundary');
      return !found.known || (found.value !== null && found.value !== '');
    });
    if (!isBounded) return undefined;
    const own = role.attribute('permissions_boundary');
    if (!own.known)
      return role.isLeftOut('permissions_boundary')
        ? cannotTell(`permissions_boundary is not known: ${own.because}`)
        : pass;
    return own.value === null || own.value === '' ? fail('it has no permissions_boundary') : pass;
  },
  examples: {
    bad: [rolesWith('')],
    good: [rolesWith('permissions_boundary = "arn:aws:iam::111122223333:policy/most"')],
  },
});

function rolesWith(argument: string): string {
  return `
resource "aws_iam_role" "bounded" {
  permissions_boundary = "arn:aws:iam::111122223333:policy/most"
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role" "other" {
  ${argument}
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
`;
}
