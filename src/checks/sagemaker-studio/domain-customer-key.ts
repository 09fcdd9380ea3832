import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest-studio.html */
export const check = resourceCheck({
  id: 'sagemaker-studio/domain-customer-key',
  title: 'Studio domains encrypt homes and volumes with a customer key',
  severity: 'medium',
  why: 'The key of the service has a policy that nobody can narrow: who may read the volume may read the work of every user',
  fix: 'Set `kms_key_id` to a customer key; the domain is made anew by that',
  controls: ['CKV_AWS_187', 'MLSEC02-BP01'],
  of: ['aws_sagemaker_domain'],
  judge: (resource, { plan }) => isCustomerKey('kms_key_id', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_sagemaker_domain" "studio" {
  domain_name             = "studio"
  auth_mode               = "IAM"
  vpc_id                  = "vpc-0123456789abcdef0"
  subnet_ids              = ["subnet-0123456789abcdef0"]
  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "studio" {
  enable_key_rotation = true
}

resource "aws_sagemaker_domain" "studio" {
  domain_name             = "studio"
  auth_mode               = "IAM"
  vpc_id                  = "vpc-0123456789abcdef0"
  subnet_ids              = ["subnet-0123456789abcdef0"]
  kms_key_id              = aws_kms_key.studio.arn
  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
`,
    ],
  },
});
