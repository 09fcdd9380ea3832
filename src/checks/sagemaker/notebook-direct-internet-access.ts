import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html */
export const check = resourceCheck({
  id: 'sagemaker/notebook-direct-internet-access',
  title: 'Notebook instances reach the internet through the VPC only',
  severity: 'high',
  why: 'The network of the service gives the notebook a way to the internet that no security group, route or log of the account sees, so that data can leave through it',
  fix: 'Set `direct_internet_access = "Disabled"` with a `subnet_id` and `security_groups`; left out it is enabled',
  controls: [
    'CKV_AWS_122',
    'SecurityHub:SageMaker.1',
    'Config:sagemaker-notebook-no-direct-internet-access',
    'AwsSolutions-SM3',
    'MLSEC03-BP02',
  ],
  of: ['aws_sagemaker_notebook_instance'],
  judge: isOneOf('direct_internet_access', ['Disabled']),
  examples: {
    bad: [
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = "arn:aws:iam::111122223333:role/analysis"
  instance_type = "ml.t3.medium"
}
`,
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name                   = "analysis"
  role_arn               = "arn:aws:iam::111122223333:role/analysis"
  instance_type          = "ml.t3.medium"
  subnet_id              = "subnet-0123456789abcdef0"
  security_groups        = ["sg-0123456789abcdef0"]
  direct_internet_access = "Enabled"
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name                   = "analysis"
  role_arn               = "arn:aws:iam::111122223333:role/analysis"
  instance_type          = "ml.t3.medium"
  subnet_id              = "subnet-0123456789abcdef0"
  security_groups        = ["sg-0123456789abcdef0"]
  direct_internet_access = "Disabled"
}
`,
    ],
  },
});
