import { policyCheck } from '../policy-check.ts';
import { isAccount } from '../statements.ts';

export const check = policyCheck({
  id: 'resource-policies/every-action',
  title: 'Policies of resources name the actions that they allow',
  severity: 'medium',
  why: 'Whoever is named can also change the policy, and delete the resource',
  fix: 'Name the actions that are needed',
  controls: ['CKV_AWS_72', 'AVD-AWS-0097', 'AwsSolutions-IAM5'],
  kinds: ['bucket', 'key', 'resource', 'document'],
  offends({ effect, principals, actions = [] }) {
    // A key without the account's root could be lost for good, and root is everybody only by policies of their own.
    if (effect !== 'Allow' || !principals || principals.every(isAccount)) return undefined;
    const wide = actions.find((action) => /^(?:\*|[a-z0-9-]+:\*)$/i.test(action));
    return wide === undefined ? undefined : `allows ${wide}`;
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/own" }, Action = "s3:*", Resource = "\${aws_s3_bucket.own.arn}/*" }]
  })
}
`,
      `
resource "aws_sqs_queue" "own" {}

resource "aws_sqs_queue_policy" "own" {
  queue_url = aws_sqs_queue.own.id
  policy    = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/own" }, Action = "*", Resource = "*" }]
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
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:role/own" }, Action = "s3:GetObject", Resource = "\${aws_s3_bucket.own.arn}/*" }]
  })
}
`,
    ],
  },
});
