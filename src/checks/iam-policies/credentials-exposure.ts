import { identityKinds, policyCheck } from '../policy-check.ts';
import { among, grantedFreely, isOnEverything, listed } from '../statements.ts';

/** Calls that answer with credentials, or with what opens a session. */
const calls = [
  'chime:CreateApiKey',
  'codepipeline:PollForJobs',
  'cognito-identity:GetCredentialsForIdentity',
  'cognito-identity:GetOpenIdToken',
  'cognito-identity:GetOpenIdTokenForDeveloperIdentity',
  'connect:GetFederationToken',
  'ec2:GetPasswordData',
  'gamelift:RequestUploadCredentials',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreateServiceSpecificCredential',
  'iam:ResetServiceSpecificCredential',
  'iam:UpdateAccessKey',
  'lightsail:DownloadDefaultKeyPair',
  'lightsail:GetInstanceAccessDetails',
  'lightsail:GetKeyPair',
  'lightsail:GetRelationalDatabaseMasterUserPassword',
  'rds-db:connect',
  'redshift:GetClusterCredentials',
  'redshift:GetClusterCredentialsWithIAM',
  'sagemaker:CreatePresignedDomainUrl',
  'sagemaker:CreatePresignedNotebookInstanceUrl',
  'sso:GetRoleCredentials',
  'sts:AssumeRole',
  'sts:GetFederationToken',
];

export const check = policyCheck({
  id: 'iam-policies/credentials-exposure',
  title: 'Policies do not hand out credentials of others',
  severity: 'high',
  why: 'The answer of such a call holds credentials: whoever may make it can act as somebody else',
  fix: 'Name the resources whose credentials are needed',
  controls: ['CKV_AWS_107', 'CKV_AWS_287'],
  kinds: identityKinds,
  offends(statement) {
    if (!isOnEverything(statement)) return undefined;
    const found = among(grantedFreely(statement), calls);
    return found.length === 0 ? undefined : `allows ${listed(found)} on everything`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["sts:AssumeRole", "ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::123456789012:role/train" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }]
  })
}
`,
    ],
  },
});
