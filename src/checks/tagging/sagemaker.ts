import { resourceCheck } from '../check.ts';
import { is, isEmpty } from '../rules.ts';

/** https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html */
export const check = resourceCheck({
  id: 'tagging/sagemaker',
  title: 'Image configurations and images of SageMaker have tags',
  severity: 'low',
  why: 'Without tags nobody can say whose it is, and no policy can allow it by tag',
  fix: 'Set `tags`, or `default_tags` of the provider',
  controls: ['SecurityHub:SageMaker.6', 'SecurityHub:SageMaker.7'],
  of: ['aws_sagemaker_app_image_config', 'aws_sagemaker_image'],
  judge: (resource) => {
    const all = is('tags_all', (tags) => !isEmpty(tags), 'must not be empty')(resource);
    return all.outcome === 'cannot-tell'
      ? is('tags', (tags) => !isEmpty(tags), 'must not be empty')(resource)
      : all;
  },
  examples: {
    bad: [
      `
resource "aws_sagemaker_image" "studio" {
  image_name = "studio"
  role_arn   = "arn:aws:iam::111122223333:role/images"
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_image" "studio" {
  image_name = "studio"
  role_arn   = "arn:aws:iam::111122223333:role/images"
  tags = {
    team = "science"
  }
}
`,
    ],
  },
});
