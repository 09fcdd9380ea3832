import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html */
export const check = resourceCheck({
  id: 'sagemaker/model-network-isolation',
  title: 'Models run without a network',
  severity: 'medium',
  why: 'A container that can open connections can send out what it is asked, or fetch code and weights that nobody has checked',
  fix: 'Set `enable_network_isolation = true`; the service itself still brings the model and the requests',
  controls: [
    'CKV_AWS_370',
    'SecurityHub:SageMaker.5',
    'Config:sagemaker-model-isolation-enabled',
    'MLSEC03-BP02',
    'ATLAS:AML.M0005',
  ],
  of: ['aws_sagemaker_model'],
  judge: isTrue('enable_network_isolation'),
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
  name                     = "spam"
  execution_role_arn       = "arn:aws:iam::111122223333:role/spam"
  enable_network_isolation = true
  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam:1.0"
  }
}
`,
    ],
  },
});
