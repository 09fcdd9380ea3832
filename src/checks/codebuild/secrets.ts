import { resourceCheck } from '../check.ts';
import { any, each, is, isNoneOf, isUnset } from '../rules.ts';

const secretName =
  /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$|(?:^|_)(?:PASSWORD|PASSWD|TOKEN|API_?KEY|PRIVATE_?KEY|CLIENT_?SECRET)$/i;
const isHarmless = is(
  'name',
  (name) => !secretName.test(String(name)),
  'must not be one of a secret in plain text',
);

export const check = resourceCheck({
  id: 'codebuild/secrets',
  title: 'No credentials stand in the environment of builds',
  severity: 'critical',
  why: 'Whoever may read the project, or the state, or the log of a build has them',
  fix: 'Set `type` to `SECRETS_MANAGER` or `PARAMETER_STORE`',
  controls: ['SecurityHub:CodeBuild.2', 'Config:codebuild-project-envvar-awscred-check'],
  of: ['aws_codebuild_project'],
  judge: each(
    'environment.environment_variable',
    any(isNoneOf('type', ['PLAINTEXT', null]), isUnset('value'), isHarmless),
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
    environment_variable {
      name  = "AWS_SECRET_ACCESS_KEY"
      value = "own"
    }
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
    environment_variable {
      name  = "NPM_TOKEN"
      value = "own"
      type  = "PLAINTEXT"
    }
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
    environment_variable {
      name  = "NPM_TOKEN"
      value = "build/npm"
      type  = "SECRETS_MANAGER"
    }
    environment_variable {
      name  = "STAGE"
      value = "prod"
    }
    environment_variable {
      name  = "NPM_TOKEN_SECRET_ARN"
      value = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:npm"
    }
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
