import type { Json } from '../../base/canonical-json.ts';
import { resourceCheck } from '../check.ts';
import { all, any, has, is } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/workforce-source-ip.html */
export const check = resourceCheck({
  id: 'sagemaker-jobs/workforce-source-ips',
  title: 'The portal of a workforce answers to known networks only',
  severity: 'medium',
  why: 'With a stolen password anybody on the internet can read the data that the workers are shown',
  fix: 'Set `cidrs` in `source_ip_config` to the networks of the workers, or add a `workforce_vpc_config`',
  controls: ['MLSEC03-BP02'],
  of: ['aws_sagemaker_workforce'],
  judge: any(
    all(has('source_ip_config'), is('source_ip_config.cidrs', areNarrow, 'must not be everyone')),
    has('workforce_vpc_config'),
  ),
  examples: {
    bad: [
      `
resource "aws_sagemaker_workforce" "reviewers" {
  workforce_name = "reviewers"
  cognito_config {
    client_id = "1example23456789"
    user_pool = "eu-west-1_EXAMPLE"
  }
}
`,
      `
resource "aws_sagemaker_workforce" "reviewers" {
  workforce_name = "reviewers"
  cognito_config {
    client_id = "1example23456789"
    user_pool = "eu-west-1_EXAMPLE"
  }
  source_ip_config {
    cidrs = ["0.0.0.0/0"]
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_workforce" "reviewers" {
  workforce_name = "reviewers"
  cognito_config {
    client_id = "1example23456789"
    user_pool = "eu-west-1_EXAMPLE"
  }
  source_ip_config {
    cidrs = ["203.0.113.0/24"]
  }
}
`,
    ],
  },
});

/** Two halves of the internet are the internet as well: a prefix of 7 bits or less is no network of one's own. */
function areNarrow(cidrs: Json): boolean {
  if (!Array.isArray(cidrs) || cidrs.length === 0) return false;
  return cidrs.every((cidr) => typeof cidr === 'string' && Number(cidr.split('/')[1] ?? '32') > 7);
}
