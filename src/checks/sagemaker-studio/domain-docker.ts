import { resourceCheck } from '../check.ts';
import { any, has, isOneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-local.html */
export const check = resourceCheck({
  id: 'sagemaker-studio/domain-docker',
  title: 'Docker in Studio takes images of trusted accounts only',
  severity: 'medium',
  why: 'With Docker open a user runs any image of the internet next to the data, and builds images that nobody reviews',
  fix: 'Set `enable_docker_access = "DISABLED"`, or name the accounts in `vpc_only_trusted_accounts`',
  controls: ['MLSEC03-BP02'],
  of: ['aws_sagemaker_domain'],
  judge: any(
    isOneOf('domain_settings.docker_settings.enable_docker_access', ['DISABLED', null]),
    has('domain_settings.docker_settings.vpc_only_trusted_accounts'),
  ),
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
  domain_settings {
    docker_settings {
      enable_docker_access = "ENABLED"
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
  app_network_access_type = "VpcOnly"
  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
  domain_settings {
    docker_settings {
      enable_docker_access      = "ENABLED"
      vpc_only_trusted_accounts = ["111122223333"]
    }
  }
}
`,
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
