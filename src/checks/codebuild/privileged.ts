import { resourceCheck } from '../check.ts';
import { isFalse } from '../rules.ts';

export const check = resourceCheck({
  id: 'codebuild/privileged',
  title: 'Builds are not privileged',
  severity: 'medium',
  why: 'What is built can take over the machine that builds it',
  fix: 'Remove `privileged_mode`, and build images without a daemon',
  controls: ['CKV_AWS_316', 'Config:codebuild-project-environment-privileged-check'],
  of: ['aws_codebuild_project'],
  judge: isFalse('environment.privileged_mode'),
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
    privileged_mode = true
  }
  source {
    type      = "GITHUB"
    location  = "https://github.com/acme/models.git"
  }
  
}
`,
    ],
    good: [
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
    ],
  },
});
