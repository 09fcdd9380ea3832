import type { Json } from '../../base/canonical-json.ts';
import { unlessAssumed } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { all, any, each, is, isOneOf } from '../rules.ts';

/** A private repository of ECR: https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
const privateRepository = /^\d{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]+\.[a-z0-9.]+\//;

/** `Vpc` is a registry within the VPC. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ImageConfig.html */
const isPrivate = any(
  unlessAssumed('image', is('image', isPrivateImage, 'must be in a private registry')),
  isOneOf('image_config.repository_access_mode', ['Vpc']),
);

export const check = resourceCheck({
  id: 'sagemaker/model-registry',
  title: 'Images of models come from private registries',
  severity: 'high',
  why: 'An image of a public registry is chosen and changed by others, and then runs with the role of the model',
  fix: 'Copy the image to a private ECR repository of yours, or serve it from a registry in the VPC with `repository_access_mode = "Vpc"`',
  controls: ['ATLAS:AML.M0014'],
  of: ['aws_sagemaker_model'],
  judge: all(each('primary_container', isPrivate), each('container', isPrivate)),
  examples: {
    bad: [
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image = "public.ecr.aws/example/spam:1.0"
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
}
`,
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

/** Without an image, the model package says which. */
function isPrivateImage(image: Json): boolean {
  return image === null || image === '' || (typeof image === 'string' && privateRepository.test(image));
}
