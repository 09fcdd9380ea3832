import { policyCheck } from '../policy-check.ts';

export const check = policyCheck({
  id: 'resource-policies/bucket-lockout',
  title: 'Policies of buckets do not lock everybody out',
  severity: 'medium',
  why: 'Only the root user of the account can mend such a policy',
  fix: 'Leave the roles that administer out of the Deny',
  controls: ['CKV_AWS_93'],
  kinds: ['bucket'],
  offends: ({ effect, principals = [], actions = [], conditions }) =>
    effect === 'Deny' &&
    conditions.length === 0 &&
    principals.some(({ type }) => type === '*') &&
    actions.some((action) => /^(?:\*|s3:\*|s3:\*BucketPolicy|s3:PutBucketPolicy)$/i.test(action))
      ? 'denies everybody, administrators too'
      : undefined,
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "\${aws_s3_bucket.own.arn}/*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "\${aws_s3_bucket.own.arn}/*" }]
  })
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "\${aws_s3_bucket.own.arn}/*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
  })
}
`,
    ],
  },
});
