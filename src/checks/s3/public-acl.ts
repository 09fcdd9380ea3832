import type { Attributes } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { each } from '../rules.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const open = new Set(['public-read', 'public-read-write', 'authenticated-read', 'website']);

function judgeGrant(grant: Attributes) {
  const uris = ['grantee.uri', 'uri'].map((path) => grant.attribute(path));
  const group = uris.find((uri) => uri.known && /\/(?:AllUsers|AuthenticatedUsers)$/.test(String(uri.value)));
  if (group?.known) return fail(`it grants to ${String(group.value)}`);
  const open = ['grantee.uri', 'uri'].find((path) => !grant.attribute(path).known && !grant.isLeftOut(path));
  return open === undefined ? pass : cannotTell('who the grant is for is not known');
}

export const check = resourceCheck({
  id: 's3/public-acl',
  title: 'ACLs do not open buckets to everybody',
  severity: 'critical',
  why: 'Everybody on the internet, or with an AWS account, can list or write the bucket',
  fix: 'Remove the ACL: access is given by policies',
  controls: ['CKV_AWS_20', 'CKV_AWS_57', 'AVD-AWS-0092', 'SecurityHub:S3.2', 'SecurityHub:S3.3'],
  of: ['aws_s3_bucket', 'aws_s3_bucket_acl', 'aws_s3_object', 'aws_s3_object_copy', 'aws_s3_bucket_object'],
  judge(resource) {
    const acl = resource.attribute('acl');
    if (!acl.known && !resource.isLeftOut('acl'))
      return cannotTell(`acl is not known: ${acl.because}`, { path: 'acl' });
    if (acl.known && typeof acl.value === 'string' && open.has(acl.value))
      return fail(`acl is "${acl.value}"`, { path: 'acl' });
    const path = resource.type === 'aws_s3_bucket_acl' ? 'access_control_policy.grant' : 'grant';
    return each(path, judgeGrant)(resource);
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_acl" "own" {
  bucket = aws_s3_bucket.own.id
  acl = "public-read"
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_acl" "own" {
  bucket = aws_s3_bucket.own.id
  acl = "authenticated-read"
}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_acl" "own" {
  bucket = aws_s3_bucket.own.id
  access_control_policy {
    owner {
      id = "1"
    }
    grant {
      permission = "READ"
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "own" {}
`,
      `
resource "aws_s3_bucket" "own" {}

resource "aws_s3_bucket_acl" "own" {
  bucket = aws_s3_bucket.own.id
  acl = "private"
}
`,
    ],
  },
});
