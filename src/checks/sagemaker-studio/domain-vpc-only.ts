import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html */
export const check = resourceCheck({
  id: 'sagemaker-studio/domain-vpc-only',
  title: 'Studio domains reach the internet through the VPC only',
  severity: 'high',
  why: 'By default the apps of a domain have a way to the internet through the network of the service, which no security group, endpoint policy or log of the account sees, so that data can leave through it',
  fix: 'Set `app_network_access_type = "VpcOnly"`, with security groups for the apps; left out it is `PublicInternetOnly`',
  controls: ['Config:sagemaker-domain-in-vpc', 'MLSEC03-BP02'],
  of: ['aws_sagemaker_domain'],
  judge: isOneOf('app_network_access_type', ['VpcOnly']),
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
  app_network_access_type = "VpcOnly"
  default_user_settings {
    execution_role = "arn:aws:iam::111122223333:role/studio"
  }
}
`,
    ],
  },
});
