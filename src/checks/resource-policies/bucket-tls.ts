import { readPolicy } from '../../clouds/aws/iam/policy/read.ts';
import type { Statement } from '../../clouds/aws/iam/policy/statement.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

function deniesPlain({
  effect,
  principals = [],
  actions = [],
  conditions,
  resources = [],
}: Statement): boolean {
  const isForAll = effect === 'Deny' && principals.some(({ type }) => type === '*');
  const isAboutAll = actions.some((action) => /^(?:\*|s3:\*)$/i.test(action));
  const reachesObjects = resources.some((resource) => /\*$/.test(resource));
  const isPlain = conditions.some(
    ({ operator, key, values }) =>
      /^bool(?:ifexists)?$/i.test(operator) && /^aws:SecureTransport$/i.test(key) && values.includes('false'),
  );
  return isForAll && isAboutAll && reachesObjects && isPlain && conditions.length === 1;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit */
export const check = resourceCheck({
  id: 'resource-policies/bucket-tls',
  title: 'Buckets refuse requests without TLS',
  severity: 'medium',
  why: 'Objects and credentials cross the network in the clear',
  fix: 'Deny `s3:*` on the bucket and its objects where `aws:SecureTransport` is false',
  controls: [
    'CKV_AWS_379',
    'SecurityHub:S3.5',
    'Config:s3-bucket-ssl-requests-only',
    'AwsSolutions-S10',
    'MLSEC02-BP01',
  ],
  of: ['aws_s3_bucket'],
  judge(bucket, { aws }) {
    const policy = aws.resources.find(({ resource }) => resource.address === bucket.address)?.iam.policy;
    if (!policy) return fail('no policy of the bucket denies requests without TLS');
    if ('unknown' in policy) return cannotTell(`its policy is not known: ${policy.unknown}`);
    const statements = readPolicy(policy.document).document?.statements ?? [];
    return statements.some(deniesPlain) ? pass : fail('its policy does not deny requests without TLS');
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}
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
    good: [
      `
resource "aws_s3_bucket" "one" {}

resource "aws_s3_bucket" "two" {}

resource "aws_s3_bucket_policy" "own" {
  for_each = { one = aws_s3_bucket.one, two = aws_s3_bucket.two }
  bucket   = each.value.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = [each.value.arn, "\${each.value.arn}/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
  })
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = [aws_s3_bucket.own.arn, "\${aws_s3_bucket.own.arn}/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
  })
}
`,
    ],
  },
});
