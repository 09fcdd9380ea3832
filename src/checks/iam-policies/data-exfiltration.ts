import { identityKinds, policyCheck } from '../policy-check.ts';
import { among, grantedFreely, listed, reachesAllOf } from '../statements.ts';

/** Calls that answer with what people store. */
const calls = [
  's3:GetObject',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'secretsmanager:GetSecretValue',
  'secretsmanager:BatchGetSecretValue',
];

export const check = policyCheck({
  id: 'iam-policies/data-exfiltration',
  title: 'Policies do not give all data to read',
  severity: 'high',
  why: 'Whoever has the policy can take every object, secret and parameter of the account along',
  fix: 'Name the buckets, secrets and parameters in Resource',
  controls: ['CKV_AWS_108', 'CKV_AWS_288', 'MLSEC03-BP01'],
  kinds: identityKinds,
  offends(statement) {
    const found = among(grantedFreely(statement), calls).filter((one) => reachesAllOf(one, statement));
    return found.length === 0 ? undefined : `allows ${listed(found)} on everything`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["*"]
  }
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::*/*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = { StringEquals = { "aws:ResourceAccount" = "123456789012" } } }]
  })
}
`,
    ],
  },
});
