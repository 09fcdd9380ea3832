import type { Json } from '../../base/canonical-json.ts';
import type { Attributes } from '../../terraform/plan/plan.ts';
import { resourceCheck } from '../check.ts';
import { any, each, is } from '../rules.ts';

const writing = new Set(['PUT', 'POST', 'DELETE']);

const textsOf = (value: Json) => (Array.isArray(value) ? value : [value]);

const namesOrigins = is(
  'allowed_origins',
  (origins) => !textsOf(origins).some((one) => one === '*' || one === 'https://*' || one === 'http://*'),
  'must name the sites',
);

const onlyReads = is(
  'allowed_methods',
  (methods) => !textsOf(methods).some((one) => typeof one === 'string' && writing.has(one.toUpperCase())),
  'must not write',
);

const rule = (attributes: Attributes) => any(onlyReads, namesOrigins)(attributes);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
export const check = resourceCheck({
  id: 's3/cors',
  title: 'Pages of every site may not write to buckets',
  severity: 'medium',
  why: 'A page that somebody was made to open writes to, or deletes from, the bucket with a link or a session of theirs',
  fix: 'Name the sites in `allowed_origins`',
  controls: ['KICS:S3 Bucket with Unsecured CORS Rule'],
  of: ['aws_s3_bucket_cors_configuration', 'aws_s3_bucket'],
  judge: each('cors_rule', rule),
  examples: {
    bad: [
      `
resource "aws_s3_bucket_cors_configuration" "own" {
  bucket = "data"
  cors_rule {
    allowed_headers = ["*"]
    allowed_methods = ["GET", "PUT"]
    allowed_origins = ["*"]
  }
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket_cors_configuration" "own" {
  bucket = "data"
  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["https://labels.example.com"]
  }
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}
`,
    ],
  },
});
