import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html */
export const check = resourceCheck({
  id: 'sagemaker-studio/domain-user-identity',
  title: 'The trail says which user of Studio acted',
  severity: 'low',
  why: 'Users that share an execution role are one and the same in CloudTrail otherwise: nobody can say who read the data',
  fix: 'Set `execution_role_identity_config = "USER_PROFILE_NAME"` in `domain_settings`',
  controls: ['MLSEC06-BP02'],
  of: ['aws_sagemaker_domain'],
  judge: isOneOf('domain_settings.execution_role_identity_config', ['USER_PROFILE_NAME']),
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
resource "aws_sagemaker_domain" "studio" {
  domain_name             = "studio"
  auth_mode               = "IAM"
  vpc_id                  = "vpc-0123456789abcdef0"
  subnet_ids              = ["subnet-0123456789abcdef0"]
  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
  domain_settings {
    execution_role_identity_config = "USER_PROFILE_NAME"
  }
}
`,
    ],
  },
});
