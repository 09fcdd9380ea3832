import type { Path, Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { worst } from '../rules.ts';

/** The address is not shown: it is what holds the secret. */
function judgeAddress(project: Resource, path: Path): Judgement {
  const location = project.attribute(path);
  if (!location.known)
    return cannotTell(`the address of a source is not known: ${location.because}`, { path });
  return /^[a-z]+:\/\/[^/@]+@/i.test(String(location.value))
    ? fail('the address of a source has a user name or token in it', { path })
    : pass;
}

export const check = resourceCheck({
  id: 'codebuild/source-credentials',
  title: 'No credentials stand in the address of what is built',
  severity: 'critical',
  why: 'Whoever may read the project has them, and they are in logs',
  fix: 'Use a connection, or `aws_codebuild_source_credential`',
  controls: ['SecurityHub:CodeBuild.1', 'Config:codebuild-project-source-repo-url-check'],
  of: ['aws_codebuild_project'],
  judge(project) {
    const more = project.elements('secondary_sources');
    if (!more.known) return cannotTell(`secondary_sources is not known: ${more.because}`);
    const paths = [
      ['source', 'location'],
      ...more.value.map((_, at) => ['secondary_sources', at, 'location']),
    ];
    return worst(paths.map((path) => judgeAddress(project, path)));
  },
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
