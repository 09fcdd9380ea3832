import { fail, pass } from '../check.ts';
import { environmentCheck, exampleRoot } from '../environment-check.ts';

/** https://developer.hashicorp.com/terraform/language/backend */
export const check = environmentCheck({
  id: 'mlops/state-backend',
  title: 'The state of an environment is kept in a backend',
  severity: 'medium',
  why: 'Without a backend the state lies on the disk of whoever applies: unencrypted, without a lock, and lost with the machine',
  fix: 'Add a `backend` to the `terraform` block of the root: `s3` with `encrypt`, `kms_key_id` and `use_lockfile`',
  controls: [],
  judge({ account }, { plan }) {
    // Only what Holdfast planned itself says whether there was a backend.
    if (account === undefined || plan.origin !== 'credential-free') return undefined;
    const isKept = plan.notes.some(({ code }) => code === 'backend' || code === 'cloud');
    return isKept ? pass : fail('the root has no backend');
  },
  examples: {
    bad: [exampleRoot('resource "aws_sns_topic" "alerts" {}')],
    good: [
      exampleRoot(`
terraform {
  backend "s3" {
    bucket       = "acme-terraform-state"
    key          = "prod"
    region       = "eu-west-1"
    use_lockfile = true
  }
}

resource "aws_sns_topic" "alerts" {}
`),
    ],
  },
});
