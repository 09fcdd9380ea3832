import type { Plan } from '../../terraform/plan/plan.ts';
import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { all, any, isOneOf } from '../rules.ts';

const isKept = (settings: string, plan: Plan) =>
  any(
    isOneOf(`${settings}.sharing_settings.notebook_output_option`, ['Disabled', null]),
    isCustomerKey(`${settings}.sharing_settings.s3_kms_key_id`, plan),
  );

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SharingSettings.html */
export const check = resourceCheck({
  id: 'sagemaker-studio/shared-output-key',
  title: 'Shared notebooks keep their output out, or encrypt it with a customer key',
  severity: 'low',
  why: 'The output of a cell is data: shared with the notebook, whoever opens the snapshot reads it',
  fix: 'Set `notebook_output_option = "Disabled"`, or `s3_kms_key_id`',
  controls: ['MLSEC02-BP01'],
  of: ['aws_sagemaker_domain', 'aws_sagemaker_user_profile'],
  judge: (resource, { plan }) =>
    all(isKept('default_user_settings', plan), isKept('user_settings', plan))(resource),
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
    sharing_settings {
      notebook_output_option = "Allowed"
      s3_output_path         = "s3://shared-of-ours/"
    }
  }
}
`,
    ],
    good: [
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
  },
});
