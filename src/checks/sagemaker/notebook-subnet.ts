import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html */
export const check = resourceCheck({
  id: 'sagemaker/notebook-subnet',
  title: 'Notebook instances are in a subnet of the VPC',
  severity: 'high',
  why: 'Without a subnet the notebook is in a network of the service only: its traffic passes no security group, endpoint policy or flow log of the account',
  fix: 'Set `subnet_id` to a private subnet, and `security_groups`',
  controls: [
    'CKV_AWS_306',
    'SecurityHub:SageMaker.2',
    'Config:sagemaker-notebook-instance-inside-vpc',
    'AwsSolutions-SM1',
    'MLSEC03-BP02',
  ],
  of: ['aws_sagemaker_notebook_instance'],
  judge: isSet('subnet_id'),
  examples: {
    bad: [
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = "arn:aws:iam::111122223333:role/analysis"
  instance_type = "ml.t3.medium"
}
`,
    ],
    good: [
      `
resource "aws_subnet" "private" {
  vpc_id     = "vpc-0123456789abcdef0"
  cidr_block = "10.0.1.0/24"
}

resource "aws_sagemaker_notebook_instance" "analysis" {
  name            = "analysis"
  role_arn        = "arn:aws:iam::111122223333:role/analysis"
  instance_type   = "ml.t3.medium"
  subnet_id       = aws_subnet.private.id
  security_groups = ["sg-0123456789abcdef0"]
}
`,
    ],
  },
});
