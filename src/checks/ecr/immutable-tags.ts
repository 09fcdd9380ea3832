import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'ecr/immutable-tags',
  title: 'Tags of images do not move',
  severity: 'high',
  why: 'Whoever may push can put another image under a tag that was checked',
  fix: 'Set `image_tag_mutability = "IMMUTABLE"`',
  isChangeSafe: true,
  controls: ['CKV_AWS_51', 'AVD-AWS-0031', 'SecurityHub:ECR.2', 'ATLAS:AML.M0014'],
  of: ['aws_ecr_repository'],
  judge: isOneOf('image_tag_mutability', ['IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION']),
  examples: {
    bad: [
      `
resource "aws_ecr_repository" "own" {
  name = "own"
}
`,
      `
resource "aws_ecr_repository" "own" {
  name = "own"
  image_tag_mutability = "MUTABLE"
}
`,
    ],
    good: [
      `
resource "aws_ecr_repository" "own" {
  name = "own"
  image_tag_mutability = "IMMUTABLE"
}
`,
    ],
  },
});
