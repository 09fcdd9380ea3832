import type { Json } from '../../base/canonical-json.ts';
import type { Known } from '../../base/known.ts';
import type { Resource } from '../../terraform/plan/plan.ts';
import { fail, pass, resourceCheck } from '../check.ts';

function secondary(project: Resource): (string | number)[][] {
  const found = project.elements('secondary_sources');
  return found.known ? found.value.map((_, at) => ['secondary_sources', at, 'location']) : [];
}

function holdsCredentials(location: Known<Json>): boolean {
  return location.known && /^[a-z]+:\/\/[^/@]+@/i.test(String(location.value));
}

export const check = resourceCheck({
  id: 'codebuild/source-credentials',
  title: 'No credentials stand in the address of what is built',
  severity: 'critical',
  why: 'Whoever may read the project has them, and they are in logs',
  fix: 'Use a connection, or `aws_codebuild_source_credential`',
  controls: ['SecurityHub:CodeBuild.1', 'Config:codebuild-project-source-repo-url-check'],
  of: ['aws_codebuild_project'],
  judge: (project) =>
    [['source', 'location'], ...secondary(project)]
      .map((path) => project.attribute(path))
      .some(holdsCredentials)
      ? fail('the address of a source has a user name or token in it')
      : pass,
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
    type     = "BITBUCKET"
    location = "https://user:own@bitbucket.org/acme/models.git"
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
    type     = "BITBUCKET"
    location = "https://bitbucket.org/acme/models.git"
  }
  
}
`,
    ],
  },
});
