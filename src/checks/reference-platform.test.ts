import { beforeAll, describe, expect, test } from 'vitest';
import { lacks } from '../../tools/testing/lacks.ts';
import { collectFacts } from '../clouds/aws/facts/collect.ts';
import { planModules } from '../terraform/testing/plan-modules.ts';
import type { Check, Verdict } from './check.ts';
import { loadChecks } from './registry.ts';

const trust = (principal: string, action: string, condition = '') => `
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = ${principal}
      Action    = "${action}"
      ${condition}
    }]
  })`;

/** A platform with mistakes that many platforms have; the workflows of such a one are judged elsewhere. */
const platform = `
provider "aws" {
  region = "eu-west-1"
}

resource "random_password" "token" {
  length = 40
}

resource "aws_secretsmanager_secret_version" "token" {
  secret_id     = "github"
  secret_string = random_password.token.result
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "bootstrap" {
  name = "bootstrap"
  ${trust(
    '{ Federated = aws_iam_openid_connect_provider.github.arn }',
    'sts:AssumeRoleWithWebIdentity',
    'Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:acme/*:*" } }',
  )}
}

resource "aws_iam_role_policy_attachment" "bootstrap" {
  role       = aws_iam_role.bootstrap.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_kms_key" "data" {}

resource "aws_iam_role" "scientist" {
  name = "scientist"
  ${trust('{ Service = "sagemaker.amazonaws.com" }', 'sts:AssumeRole')}
}

resource "aws_iam_role_policy_attachment" "scientist" {
  role       = aws_iam_role.scientist.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_iam_role_policy" "scientist" {
  role = aws_iam_role.scientist.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:CreateRole", "iam:AttachRolePolicy", "iam:PassRole"]
      Resource = "*"
    }]
  })
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "jobs" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.s3"
}

resource "aws_vpc_endpoint" "api" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.eu-west-1.sagemaker.api"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [aws_subnet.private.id]
}

resource "aws_ecr_repository" "serve" {
  name = "serve"
}

resource "aws_sagemaker_model" "spam" {
  name               = "spam"
  execution_role_arn = aws_iam_role.scientist.arn
  primary_container {
    image = "\${aws_ecr_repository.serve.repository_url}:latest"
  }
}
`;

const mistakes: readonly [mistake: string, check: string, address: string][] = [
  [
    'a bootstrap role with AdministratorAccess',
    'iam/wide-managed-policy',
    'aws_iam_role_policy_attachment.bootstrap',
  ],
  ['a trust in every repository of the organisation', 'trust/github-subject', 'aws_iam_role.bootstrap'],
  ['a token in the state', 'hollow/secret-in-state', 'aws_secretsmanager_secret_version.token'],
  ['a key that nothing uses', 'kms/unused-key', 'aws_kms_key.data'],
  ['AmazonSageMakerFullAccess', 'sagemaker/role-full-access', 'aws_sagemaker_model.spam'],
  ['roles made without a boundary', 'iam-policies/role-without-boundary', 'aws_iam_role_policy.scientist'],
  ['any role passed', 'iam-policies/pass-role', 'aws_iam_role_policy.scientist'],
  ['a way to become an administrator', 'iam/escalation', 'aws_iam_role.scientist'],
  ['an S3 endpoint without routes', 'vpc/gateway-endpoint-routes', 'aws_vpc_endpoint.s3'],
  ['an interface endpoint without private DNS', 'vpc/endpoint-private-dns', 'aws_vpc_endpoint.api'],
  ['open egress', 'security-groups/open-egress', 'aws_security_group.jobs'],
  ['an image that is latest', 'sagemaker/image-latest', 'aws_sagemaker_model.spam'],
  ['tags that can be moved', 'ecr/immutable-tags', 'aws_ecr_repository.serve'],
];

describe.skipIf(lacks('terraform'))('a platform with the mistakes of many (needs terraform)', () => {
  const failures = new Set<string>();

  beforeAll(async () => {
    const [plan] = await planModules([platform]);
    if (!plan) throw new Error('not planned');
    const estate = { plan, aws: collectFacts(plan) };
    for (const check of await loadChecks())
      for (const verdict of check.judge(estate))
        if (verdict.outcome === 'fail') failures.add(named(check, verdict));
  }, 60_000);

  test.each(mistakes)('%s is found', (_mistake, check, address) => {
    expect([...failures]).toContain(`${check} module.m0.${address}`);
  });
});

function named({ id }: Check, { subject }: Verdict): string {
  return `${id} ${'address' in subject ? subject.address : subject.name}`;
}
