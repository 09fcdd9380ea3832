import type { Json } from '../../base/canonical-json.ts';
import { unshown } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { all, each, type Rule } from '../rules.ts';

const isBare = (path: string): Rule =>
  unshown(path, holdsNone, 'holds a user or a token, or is not encrypted');

const repositories = (settings: string): Rule =>
  all(
    each(`${settings}.jupyter_lab_app_settings.code_repository`, isBare('repository_url')),
    each(`${settings}.jupyter_server_app_settings.code_repository`, isBare('repository_url')),
  );

/** https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-git-repo.html */
export const check = resourceCheck({
  id: 'sagemaker/code-repository-credentials',
  title: 'Addresses of code repositories hold no credentials',
  severity: 'high',
  why: 'Everybody who may describe the notebook, or read the state, has the token; over plain HTTP so has whoever is on the way',
  fix: 'Put the token into Secrets Manager and name it in `git_config.secret_arn`',
  controls: ['KICS:Passwords And Secrets'],
  of: [
    'aws_sagemaker_code_repository',
    'aws_sagemaker_notebook_instance',
    'aws_sagemaker_domain',
    'aws_sagemaker_user_profile',
  ],
  judge: all(
    isBare('git_config.repository_url'),
    isBare('default_code_repository'),
    isBare('additional_code_repositories'),
    repositories('default_user_settings'),
    repositories('user_settings'),
  ),
  examples: {
    bad: [
      `
resource "aws_sagemaker_code_repository" "notebooks" {
  code_repository_name = "notebooks"
  git_config {
    repository_url = "https://robot:not-a-real-token@git.example.com/notebooks.git"
  }
}
`,
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name                    = "analysis"
  role_arn                = "arn:aws:iam::111122223333:role/analysis"
  instance_type           = "ml.t3.medium"
  default_code_repository = "http://git.example.com/notebooks.git"
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_code_repository" "notebooks" {
  code_repository_name = "notebooks"
  git_config {
    repository_url = "https://git.example.com/notebooks.git"
    secret_arn     = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonSageMaker-git"
  }
}
`,
    ],
  },
});

function holdsNone(value: Json): boolean {
  if (Array.isArray(value)) return value.every(holdsNone);
  return typeof value !== 'string' || !/^(?:http:|[a-z+]+:\/\/[^/@]+@)/i.test(value);
}
