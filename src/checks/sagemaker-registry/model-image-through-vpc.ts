import { resourceCheck } from '../check.ts';
import { all, any, each, isOneOf, isSet } from '../rules.ts';

const throughVpc = any(isOneOf('image_config.repository_access_mode', ['Vpc']), isSet('model_package_name'));

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ImageConfig.html */
export const check = resourceCheck({
  id: 'sagemaker-registry/model-image-through-vpc',
  title: 'Images of models are pulled through the VPC',
  severity: 'low',
  why: 'SageMaker pulls from ECR by a way of its own, which no endpoint policy or flow log of the account sees',
  fix: 'Serve the image from a registry in the VPC with `repository_access_mode = "Vpc"`; where a private ECR repository is enough, waive this',
  controls: [
    'SecurityHub:SageMaker.16',
    'SecurityHub:SageMaker.19',
    'Config:sagemaker-model-private-registry-required',
    'Config:sagemaker-model-multicontainer-private-registry',
  ],
  of: ['aws_sagemaker_model'],
  judge: all(each('primary_container', throughVpc), each('container', throughVpc)),
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
    image = "registry.example.internal/spam:1.0"
    image_config {
      repository_access_mode = "Vpc"
    }
  }
}
`,
    ],
  },
});
