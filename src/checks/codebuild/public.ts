import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html */
export const check = resourceCheck({
  id: 'codebuild/public',
  title: 'Builds are not shown to everybody',
  severity: 'high',
  why: 'Everybody reads the logs and artifacts of builds',
  fix: 'Leave `project_visibility` at `PRIVATE`',
  controls: [],
  of: ['aws_codebuild_project'],
  judge: isNoneOf('project_visibility', ['PUBLIC_READ']),
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
  project_visibility   = "PUBLIC_READ"
  resource_access_role = "arn:aws:iam::123456789012:role/read"
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
