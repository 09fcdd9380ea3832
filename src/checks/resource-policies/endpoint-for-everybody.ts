import type { Statement } from '../../clouds/aws/iam/policy/statement.ts';
import { isClosed, limits } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';
import { actionsOf, isEveryAction, isOnEverything, levelsOf } from '../statements.ts';

/** https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html#edit-vpc-endpoint-policy-s3 */
export const check = policyCheck({
  id: 'resource-policies/endpoint-for-everybody',
  title: 'Endpoints let through principals of the account, to what is meant',
  severity: 'low',
  why: 'With the credentials of somebody else, data leaves to an account of theirs, and no policy of the account closes that way',
  fix: 'Compare `aws:PrincipalAccount` or `aws:PrincipalOrgID`, and name the actions and the resources or their account',
  controls: [],
  kinds: ['endpoint'],
  offends(statement) {
    const { effect, principals = [], conditions } = statement;
    if (effect !== 'Allow' || !principals.some(({ value }) => value === '*')) return undefined;
    if (isEveryAction(statement)) return 'lets every action through';
    if (isClosed(conditions) || namesOwner(statement)) return undefined;
    if (isOnEverything(statement)) return 'lets everybody through to everything';
    const writing = levelsOf(actionsOf(statement), 'Write', 'Permissions management');
    return writing.length > 0 ? 'lets everybody write through it' : undefined;
  },
  examples: {
    bad: [
      endpoint('"*"', '"arn:aws:s3:::data/*"', ''),
      endpoint('"s3:GetObject"', '"*"', ''),
      endpoint('"s3:PutObject"', '"arn:aws:s3:::data/*"', ''),
    ],
    good: [
      endpoint('"s3:GetObject"', '"arn:aws:s3:::data/*"', ''),
      endpoint('["s3:GetObject", "s3:PutObject"]', '"*"', '"aws:PrincipalAccount" = "123456789012"'),
      endpoint('["s3:GetObject", "s3:PutObject"]', '"*"', '"aws:ResourceOrgID" = "o-1234567890"'),
    ],
  },
});

/** Whose the resources are: data cannot go to others then. */
function namesOwner({ conditions }: Statement): boolean {
  return conditions.some(
    ({ key, operator }) => /^aws:Resource(?:Account|OrgID|OrgPaths)$/i.test(key) && limits(operator),
  );
}

function endpoint(action: string, resource: string, equals: string): string {
  const condition = equals === '' ? '' : `, Condition = { StringEquals = { ${equals} } }`;
  return `
resource "aws_vpc_endpoint" "own" {
  vpc_id       = "vpc-0123456789abcdef0"
  service_name = "com.amazonaws.eu-west-1.s3"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = ${action}, Resource = ${resource}${condition} }]
  })
}
`;
}
