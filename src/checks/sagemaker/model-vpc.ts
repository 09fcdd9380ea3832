import { resourceCheck } from '../check.ts';
import { any, has, isTrue } from '../rules.ts';

/** A model without a network needs no VPC. https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html */
export const check = resourceCheck({
  id: 'sagemaker/model-vpc',
  title: 'Models that have a network have that of the VPC',
  severity: 'medium',
  why: 'Outside a VPC the container reaches the internet through the network of the service, which no endpoint policy, security group or flow log of the account sees',
  fix: 'Add a `vpc_config` with private subnets and security groups, or set `enable_network_isolation = true`',
  controls: ['Config:sagemaker-model-in-vpc', 'MLSEC03-BP02'],
  of: ['aws_sagemaker_model'],
  judge: any(has('vpc_config'), isTrue('enable_network_isolation')),
  examples: {
    bad: [
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam:1.0"
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam:1.0"
  }
  vpc_config {
    subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}
`,
    ],
  },
});
