import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { isForState } from '../in-state.ts';
import { relatedTo } from '../related.ts';
import { isOneOf, isTrue, worst } from '../rules.ts';

/** https://developer.hashicorp.com/terraform/language/backend/s3 */
export const check = resourceCheck({
  id: 'state/versioning',
  title: 'Buckets for the state of Terraform keep earlier versions',
  severity: 'high',
  why: 'A state that is overwritten or deleted is lost, and with it what belongs to the platform',
  fix: 'Add an `aws_s3_bucket_versioning` with `status = "Enabled"` for the bucket',
  controls: ['CKV_AWS_21'],
  of: ['aws_s3_bucket'],
  judge(bucket, { plan }) {
    if (!isForState(bucket)) return undefined;
    if (isTrue('versioning.enabled')(bucket).outcome === 'pass') return pass;
    const versioning = relatedTo(plan, bucket, 'aws_s3_bucket_versioning', 'bucket');
    if (!versioning.known) return cannotTell(versioning.because);
    if (versioning.value.length === 0) return fail('no aws_s3_bucket_versioning names the bucket');
    return worst(versioning.value.map(isOneOf('versioning_configuration.status', ['Enabled'])));
  },
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "state" {
  bucket = "acme-terraform-state"
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "state" {
  bucket = "acme-terraform-state"
}

resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.id
  versioning_configuration {
    status = "Enabled"
  }
}
`,
      'resource "aws_s3_bucket" "data" {}',
    ],
  },
});
