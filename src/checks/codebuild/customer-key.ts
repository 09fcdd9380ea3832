import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

export const check = resourceCheck({
  id: 'codebuild/customer-key',
  title: 'What builds leave is under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `encryption_key`',
  controls: ['CKV_AWS_147'],
  of: ['aws_codebuild_project'],
  judge: (project, { plan }) => isCustomerKey('encryption_key', plan)(project),
  examples: {
    bad: [
      `
resource "aws_codebuild_project" "own" {
  name         = "own"
  service_role = "arn:aws:iam::123456789012:role/build"
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux2-x86_64-standard:5.0"
    type         = "LINUX_CONTAINER"
    
  }
  source {
    type      = "GITHUB"
    location  = "https://github.com/acme/models.git"
  }
  
}
`,
      `
resource "aws_codebuild_project" "own" {
  name         = "own"
  service_role = "arn:aws:iam::123456789012:role/build"
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux2-x86_64-standard:5.0"
    type         = "LINUX_CONTAINER"
    
  }
  source {
    type      = "GITHUB"
    location  = "https://github.com/acme/models.git"
  }
  encryption_key = "arn:aws:kms:eu-west-1:123456789012:alias/aws/s3"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}

resource "aws_codebuild_project" "own" {
  name         = "own"
  service_role = "arn:aws:iam::123456789012:role/build"
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux2-x86_64-standard:5.0"
    type         = "LINUX_CONTAINER"
    
  }
  source {
    type      = "GITHUB"
    location  = "https://github.com/acme/models.git"
  }
  encryption_key = aws_kms_key.own.arn
}
`,
    ],
  },
});
