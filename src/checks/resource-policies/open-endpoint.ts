import { policyCheck } from '../policy-check.ts';
import { isEveryAction, isOnEverything } from '../statements.ts';

/** https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
export const check = policyCheck({
  id: 'resource-policies/open-endpoint',
  title: 'Policies of endpoints limit what goes through',
  severity: 'low',
  why: 'A policy that admits everybody to everything is the default, written out: data leaves through it with the credentials of others',
  fix: 'Name the resources or principals, or demand `aws:PrincipalOrgID` or `aws:ResourceOrgID`',
  controls: ['Holdfast:open-endpoint'],
  kinds: ['endpoint'],
  offends(statement) {
    const { effect, principals = [], conditions } = statement;
    const isForAll = effect === 'Allow' && principals.some(({ type }) => type === '*');
    return isForAll && conditions.length === 0 && isEveryAction(statement) && isOnEverything(statement)
      ? 'admits everybody to everything'
      : undefined;
  },
  examples: {
    bad: [
      `
resource "aws_vpc_endpoint" "own" {
  vpc_id          = "vpc-0123456789abcdef0"
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = ["rtb-0123456789abcdef0"]
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_vpc_endpoint" "own" {
  vpc_id          = "vpc-0123456789abcdef0"
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = ["rtb-0123456789abcdef0"]
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::data-of-ours/*" }]
  })
}
`,
    ],
  },
});
