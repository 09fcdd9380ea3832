import { resourceCheck } from '../check.ts';
import { any, isFalse, isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'codebuild/log-encryption',
  title: 'Logs of builds in S3 are encrypted',
  severity: 'low',
  why: 'Whoever gets at the store reads what the build printed',
  fix: 'Remove `encryption_disabled`',
  controls: ['CKV_AWS_311', 'SecurityHub:CodeBuild.3', 'Config:codebuild-project-s3-logs-encrypted'],
  of: ['aws_codebuild_project'],
  judge: any(
    isNoneOf('logs_config.s3_logs.status', ['ENABLED']),
    isFalse('logs_config.s3_logs.encryption_disabled'),
  ),
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
  logs_config {
    s3_logs {
      status              = "ENABLED"
      location            = "logs/builds"
      encryption_disabled = true
    }
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
  logs_config {
    s3_logs {
      status   = "ENABLED"
      location = "logs/builds"
    }
  }
}
`,
    ],
  },
});
