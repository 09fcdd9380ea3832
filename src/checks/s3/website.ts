import { fail, pass, resourceCheck } from '../check.ts';
import { has } from '../rules.ts';

export const check = resourceCheck({
  id: 's3/website',
  title: 'Buckets are not websites',
  severity: 'medium',
  why: 'A website is there for everybody, without TLS',
  fix: 'Serve it by CloudFront with origin access control',
  controls: ['KICS:S3 Static Website Host Enabled'],
  of: ['aws_s3_bucket_website_configuration', 'aws_s3_bucket'],
  judge(resource) {
    const isWebsite = resource.type !== 'aws_s3_bucket' || has('website')(resource).outcome === 'pass';
    return isWebsite ? fail('the bucket is a website') : pass;
  },
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
      `
resource "aws_s3_bucket" "own" {
  website {
    index_document = "index.html"
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
