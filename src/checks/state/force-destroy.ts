import { resourceCheck } from '../check.ts';
import { isForState } from '../in-state.ts';
import { isFalse } from '../rules.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket#force_destroy-1 */
export const check = resourceCheck({
  id: 'state/force-destroy',
  title: 'A bucket with the state of Terraform is not deleted with what is in it',
  severity: 'high',
  why: 'With `force_destroy` one destroy deletes every state that is in the bucket, and all earlier versions',
  fix: 'Remove `force_destroy`, and set `prevent_destroy` in `lifecycle`',
  controls: [],
  of: ['aws_s3_bucket'],
  judge: (bucket) => (isForState(bucket) ? isFalse('force_destroy')(bucket) : undefined),
  examples: {
    bad: [
      `
resource "aws_s3_bucket" "state" {
  bucket        = "acme-terraform-state"
  force_destroy = true
}
`,
    ],
    good: [
      `
resource "aws_s3_bucket" "state" {
  bucket = "acme-terraform-state"
}
`,
    ],
  },
});
