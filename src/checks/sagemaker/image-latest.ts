import type { Json } from '../../base/canonical-json.ts';
import { unlessAssumed } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { all, each, is, type Rule } from '../rules.ts';

const isPinned = (path: string): Rule =>
  unlessAssumed(path, is(path, hasVersion, 'must name a version, better a digest'));

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html */
export const check = resourceCheck({
  id: 'sagemaker/image-latest',
  title: 'Images of models and jobs name a version',
  severity: 'medium',
  why: 'What `latest` is can change between two deployments: nobody can say which code served a request, and a pushed image runs without a review',
  fix: 'Write the digest: `IMAGE@sha256:…`',
  controls: ['MLSEC03-BP04', 'ATLAS:AML.M0014'],
  of: [
    'aws_sagemaker_model',
    'aws_sagemaker_training_job',
    'aws_sagemaker_algorithm',
    'aws_sagemaker_image_version',
    'aws_sagemaker_data_quality_job_definition',
    'aws_sagemaker_monitoring_schedule',
  ],
  judge: all(
    each('primary_container', isPinned('image')),
    each('container', isPinned('image')),
    isPinned('algorithm_specification.training_image'),
    isPinned('training_specification.training_image'),
    isPinned('base_image'),
    isPinned('data_quality_app_specification.image_uri'),
    isPinned('monitoring_schedule_config.monitoring_job_definition.monitoring_app_specification.image_uri'),
  ),
  examples: {
    bad: [
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam:latest"
  }
}
`,
      `
resource "aws_sagemaker_image_version" "studio" {
  image_name = "studio"
  base_image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/studio"
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = "arn:aws:iam::111122223333:role/spam"
  primary_container {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spam@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
  }
}
`,
    ],
  },
});

function hasVersion(image: Json): boolean {
  if (image === null || image === '') return true;
  if (typeof image !== 'string') return false;
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return true;
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return tag !== undefined && tag !== 'latest';
}
