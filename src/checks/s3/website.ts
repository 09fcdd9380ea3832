import { fail, resourceCheck } from '../check.ts';

export const check = resourceCheck({
  id: 's3/website',
  title: 'Buckets are not websites',
  severity: 'medium',
  why: 'A website is there for everybody, without TLS',
  fix: 'Serve it by CloudFront with origin access control',
  controls: ['KICS:S3 Static Website Host Enabled'],
  of: ['aws_s3_bucket_website_configuration'],
  judge: () => fail('the bucket is a website'),
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_website_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  index_document {
    suffix = "index.html"
  }
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "own" {}
`,
    ],
  },
});
