import type { Json } from '../../base/canonical-json.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

/** AWS takes no bucket policy about another bucket. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
export const check = resourceCheck({
  id: 'hollow/bucket-policy-elsewhere',
  title: 'Bucket policies are about the bucket that they are on',
  severity: 'high',
  why: 'A statement about another bucket protects neither: AWS refuses the policy at apply, and the bucket is left without one',
  fix: 'Write the ARN of the bucket that `bucket` names, and that with `/*`',
  controls: [],
  of: ['aws_s3_bucket_policy'],
  judge(policy) {
    const bucket = policy.attribute('bucket');
    const text = policy.attribute('policy');
    if (!bucket.known) return cannotTell(bucket.because, { path: 'bucket' });
    if (!text.known) return cannotTell(text.because, { path: 'policy' });
    if (typeof bucket.value !== 'string' || typeof text.value !== 'string') return undefined;
    const other = bucketsOf(text.value).find((name) => name !== bucket.value && !/[*?$]/.test(name));
    if (other === undefined) return pass;
    return fail(`the policy of ${bucket.value} speaks of the bucket ${other}`, { path: 'policy' });
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket_policy" "data" {
  bucket = "data-of-ours"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::logs-of-ours", "arn:aws:s3:::logs-of-ours/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "data" {}

resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
`,
    ],
  },
});

/** The buckets that its statements are about; none when it is no policy. */
function bucketsOf(text: string): string[] {
  let document: { Statement?: Json };
  try {
    document = JSON.parse(text);
  } catch {
    return [];
  }
  return listed(document.Statement ?? []).flatMap((statement) => {
    if (typeof statement !== 'object' || statement === null || Array.isArray(statement)) return [];
    return listed(statement.Resource ?? []).flatMap((resource) => {
      const name = typeof resource === 'string' ? /^arn:[a-z-]+:s3:::([^/]+)/.exec(resource)?.[1] : undefined;
      return name === undefined ? [] : [name];
    });
  });
}

function listed(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value];
}
