import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'ecr/scan',
  title: 'Images are scanned when they are pushed',
  severity: 'medium',
  why: 'Known holes are found by others first',
  fix: 'Set `scan_on_push = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_163', 'AVD-AWS-0030', 'SecurityHub:ECR.1'],
  of: ['aws_ecr_repository'],
  judge: isTrue('image_scanning_configuration.scan_on_push'),
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
  image_scanning_configuration {
    scan_on_push = false
  }
}
`,
    ],
    good: [
      `
resource "aws_ecr_repository" "own" {
  name = "own"
  image_scanning_configuration {
    scan_on_push = true
  }
}
`,
    ],
  },
});
