import { isAnything, limits } from '../closing-conditions.ts';
import { policyCheck } from '../policy-check.ts';

/** Services that act on a resource because somebody set something up elsewhere, perhaps in another account. */
const actsForOthers = new Set([
  'cloudtrail.amazonaws.com',
  'cloudwatch.amazonaws.com',
  'config.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'events.amazonaws.com',
  'guardduty.amazonaws.com',
  'logging.s3.amazonaws.com',
  'logs.amazonaws.com',
  's3.amazonaws.com',
  'ses.amazonaws.com',
  'sns.amazonaws.com',
]);

const boundBy =
  /^(?:aws:(?:Source(?:Arn|Account|OrgID|OrgPaths)|PrincipalOrgID)|kms:CallerAccount|kms:EncryptionContext:.+)$/i;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
export const check = policyCheck({
  id: 'resource-policies/confused-deputy',
  title: 'Services that act on a resource are bound to an account',
  severity: 'medium',
  why: 'Somebody else can make the service act on the resource for them: the confused deputy',
  fix: 'Compare `aws:SourceAccount` or `aws:SourceArn` in a condition',
  controls: [],
  kinds: ['bucket', 'key', 'resource'],
  offends({ effect, principals = [], conditions }) {
    if (effect !== 'Allow') return undefined;
    const service = principals.find(
      ({ type, value }) => type === 'Service' && actsForOthers.has(withoutRegion(value)),
    );
    const isBound = conditions.some(
      ({ operator, key, values }) =>
        boundBy.test(key) && limits(operator) && !values.some((value) => isAnything(key, value)),
    );
    return service && !isBound ? `lets ${service.value} act for whoever tells it to` : undefined;
  },
  examples: {
    bad: [
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "logs.eu-west-1.amazonaws.com" }, Action = "kms:Decrypt", Resource = "*" }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sns:Publish", Resource = "*" }]
  })
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "\${aws_s3_bucket.own.arn}/*" }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sns:Publish", Resource = "*", Condition = { StringLike = { "aws:SourceAccount" = "*" } } }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sns:Publish", Resource = "*", Condition = { StringNotEquals = { "aws:SourceAccount" = "123456789012" } } }]
  })
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "logs.eu-west-1.amazonaws.com" }, Action = "kms:Decrypt", Resource = "*", Condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-west-1:123456789012:log-group:*" } } }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sns:Publish", Resource = "*", Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:s3:*:*:data-of-ours" } } }]
  })
}
`,
      `
resource "aws_sns_topic" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sns:Publish", Resource = "*", Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } } }]
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
    ],
  },
});

/** `logs.eu-west-1.amazonaws.com` is `logs.amazonaws.com` of one region. */
function withoutRegion(service: string): string {
  return service.replace(/\.[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}(?=\.amazonaws\.com$)/, '');
}
