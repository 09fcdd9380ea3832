import { isClosed } from '../closing-conditions.ts';
import { policyCheck, resourceKinds } from '../policy-check.ts';

export const check = policyCheck({
  id: 'resource-policies/anybody',
  title: 'Policies of resources do not let everybody in',
  severity: 'critical',
  why: 'Anybody on the internet, or with an AWS account, can do what the statement allows',
  fix: 'Name the accounts, roles or services, or close it by `aws:PrincipalOrgID`, `aws:SourceAccount` or the like',
  controls: [
    'CKV_AWS_70',
    'CKV_AWS_167',
    'CKV_AWS_168',
    'CKV_AWS_169',
    'CKV_AWS_32',
    'CKV_AWS_33',
    'CKV_AWS_387',
    'CKV_AWS_283',
    'AVD-AWS-0032',
    'SecurityHub:S3.2',
    'SecurityHub:S3.3',
    'SecurityHub:SQS.3',
    'SecurityHub:KMS.5',
    'Config:s3-bucket-policy-grantee-check',
  ],
  kinds: resourceKinds,
  offends({ effect, principals = [], notPrincipals, conditions, actions = ['*'] }) {
    if (effect !== 'Allow') return undefined;
    if (notPrincipals) return 'lets in everybody but those in NotPrincipal';
    const isAnybody = principals.some(({ type, value }) => type === '*' || (type === 'AWS' && value === '*'));
    return isAnybody && !isClosed(conditions)
      ? `lets everybody do ${actions.slice(0, 3).join(', ')}`
      : undefined;
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "\${aws_s3_bucket.own.arn}/*" }]
  })
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "s3:GetObject", Resource = "\${aws_s3_bucket.own.arn}/*" }]
  })
}
`,
      `
resource "aws_sqs_queue" "own" {}

resource "aws_sqs_queue_policy" "own" {
  queue_url = aws_sqs_queue.own.id
  policy    = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:*", Resource = "*" }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = ["*"] }, Action = "sns:Publish", Resource = "*" }]
  })
}
`,
      `
resource "aws_ecr_repository" "own" {
  name = "own"
}

resource "aws_ecr_repository_policy" "own" {
  repository = aws_ecr_repository.own.name
  policy     = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "ecr:BatchGetImage" }]
  })
}
`,
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*" }]
  })
}
`,
      `
resource "aws_secretsmanager_secret" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "secretsmanager:GetSecretValue", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::data/*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "\${aws_s3_bucket.own.arn}/*", Condition = { Bool = { "aws:SecureTransport" = "true" } } }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = "*", Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/admin" } } }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = "*", Condition = { StringLike = { "aws:PrincipalOrgID" = "o-*" } } }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = "*", Condition = { IpAddress = { "aws:SourceIp" = ["0.0.0.0/1", "128.0.0.0/1"] } } }]
  })
}
`,
    ],
    good: [
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = "*", Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:s3:*:*:data-of-ours" } } }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = "*", Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/*" } } }]
  })
}
`,
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
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:GetObject", Resource = "\${aws_s3_bucket.own.arn}/*" }]
  })
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "\${aws_s3_bucket.own.arn}/*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-1234567890" } } }]
  })
}
`,
      `
resource "aws_sqs_queue" "own" {}

resource "aws_sqs_queue_policy" "own" {
  queue_url = aws_sqs_queue.own.id
  policy    = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*", Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:eu-west-1:123456789012:own" } } }]
  })
}
`,
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::123456789012:root" }, Action = "kms:*", Resource = "*" }]
  })
}
`,
    ],
  },
});
