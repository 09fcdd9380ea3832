import { resourceCheck } from '../check.ts';
import { any, isNoneOf, isOneOf } from '../rules.ts';

/** Without a word CodeBuild writes to CloudWatch Logs: https://docs.aws.amazon.com/codebuild/latest/userguide/create-project.html */
export const check = resourceCheck({
  id: 'codebuild/logs',
  title: 'Builds write a log',
  severity: 'medium',
  why: 'What a build did, and who made it do so, cannot be found out afterwards',
  fix: 'Leave `cloudwatch_logs` enabled, or enable `s3_logs`',
  controls: ['CKV_AWS_314', 'SecurityHub:CodeBuild.4', 'Config:codebuild-project-logging-enabled'],
  of: ['aws_codebuild_project'],
  judge: any(
    isNoneOf('logs_config.cloudwatch_logs.status', ['DISABLED']),
    isOneOf('logs_config.s3_logs.status', ['ENABLED']),
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
    cloudwatch_logs {
      status = "DISABLED"
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
    cloudwatch_logs {
      status = "DISABLED"
    }
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
