import { fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

export const check = resourceCheck({
  id: 'vpc/endpoint-policy',
  title: 'Endpoints have a policy of their own',
  severity: 'low',
  why: 'Whoever is inside can reach the buckets and the accounts of others through it',
  fix: "Write a `policy` that admits this account's principals and resources",
  controls: ['Holdfast:open-endpoint'],
  of: ['aws_vpc_endpoint'],
  judge(endpoint, { plan }) {
    const separate = relatedTo(plan, endpoint, 'aws_vpc_endpoint_policy', 'vpc_endpoint_id');
    if (separate.known && separate.value.length > 0) return pass;
    return endpoint.isLeftOut('policy')
      ? fail('it has the default policy, which admits everything', { path: 'policy' })
      : pass;
  },
  examples: {
    bad: [
      `
resource "aws_vpc_endpoint" "own" {
  vpc_id       = "vpc-0123456789abcdef0"
  service_name = "com.amazonaws.eu-west-1.s3"
  route_table_ids = ["rtb-0123456789abcdef0"]
}
`,
    ],
    good: [
      `
resource "aws_vpc_endpoint" "own" {
  vpc_id       = "vpc-0123456789abcdef0"
  service_name = "com.amazonaws.eu-west-1.s3"
  policy       = jsonencode({
      Version = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*", Condition = { StringEquals = { "aws:PrincipalAccount" = "123456789012" } } }]
    })
}
`,
    ],
  },
});
