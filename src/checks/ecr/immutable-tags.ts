import { resourceCheck } from '../check.ts';
import { all, each, is, isOneOf } from '../rules.ts';

/** Exclusions name the tags that may move: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html */
const isNarrow = is(
  'filter',
  (filter) => typeof filter !== 'string' || !/^\*+$/.test(filter),
  'must not be every tag',
);

export const check = resourceCheck({
  id: 'ecr/immutable-tags',
  title: 'Tags of images do not move',
  severity: 'high',
  why: 'Whoever may push can put another image under a tag that was checked',
  fix: 'Set `image_tag_mutability = "IMMUTABLE"`',
  isChangeSafe: true,
  controls: ['CKV_AWS_51', 'AVD-AWS-0031', 'SecurityHub:ECR.2', 'ATLAS:AML.M0014'],
  of: ['aws_ecr_repository'],
  judge: all(
    isOneOf('image_tag_mutability', ['IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION']),
    each('image_tag_mutability_exclusion_filter', isNarrow),
  ),
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
      `
resource "aws_ecr_repository" "own" {
  name                 = "own"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION"
  image_tag_mutability_exclusion_filter {
    filter      = "*"
    filter_type = "WILDCARD"
  }
}
`,
    ],
    good: [
      `
resource "aws_ecr_repository" "own" {
  name                 = "own"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION"
  image_tag_mutability_exclusion_filter {
    filter      = "cache-*"
    filter_type = "WILDCARD"
  }
}
`,
      `
resource "aws_ecr_repository" "own" {
  name = "own"
  image_tag_mutability = "IMMUTABLE"
}
`,
    ],
  },
});
