import type { Json } from '../../base/canonical-json.ts';
import type { Known } from '../../base/known.ts';
import {
  isManagedPolicyArn,
  managedPolicyDocument,
} from '../../clouds/aws/iam/catalogue/managed-policies.ts';
import { readPolicy } from '../../clouds/aws/iam/policy/read.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { among, grantedFreely, isOnEverything } from '../statements.ts';

const attachments = [
  'aws_iam_policy_attachment',
  'aws_iam_role_policy_attachment',
  'aws_iam_user_policy_attachment',
  'aws_iam_group_policy_attachment',
  'aws_iam_role_policy_attachments_exclusive',
  'aws_iam_user_policy_attachments_exclusive',
  'aws_iam_group_policy_attachments_exclusive',
  'aws_ssoadmin_managed_policy_attachment',
];

/** AWS's own policies that let their holder do everything, or take every right. */
const names = new Set([
  'AdministratorAccess',
  'AdministratorAccess-Amplify',
  'AdministratorAccess-AWSElasticBeanstalk',
  'AmazonSageMakerFullAccess',
  'AWSLambda_FullAccess',
  'IAMFullAccess',
  'PowerUserAccess',
  'job-function/DatabaseAdministrator',
  'job-function/NetworkAdministrator',
  'job-function/SystemAdministrator',
  'AWSCloudFormationFullAccess',
  'AmazonEC2FullAccess',
  'AWSCodeBuildAdminAccess',
  'AWSGlueConsoleFullAccess',
]);

/** What is enough to take every right, where it is allowed on everything. */
const rights = [
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreatePolicyVersion',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:UpdateAssumeRolePolicy',
];

function isWide(arn: string): boolean {
  if (!isManagedPolicyArn(arn)) return false;
  if (names.has(arn.replace(/^arn:[^:]+:iam::aws:policy\//, ''))) return true;
  const document = managedPolicyDocument(arn);
  const statements = (document && readPolicy(document).document?.statements) || [];
  return statements.some((one) => isOnEverything(one) && among(grantedFreely(one), rights).length > 0);
}

function isNothing(value: Known<Json>): boolean {
  return value.known && (value.value === null || (Array.isArray(value.value) && value.value.length === 0));
}

export const check = resourceCheck({
  id: 'iam/wide-managed-policy',
  title: "AWS's own policies that give (nearly) everything are not attached",
  severity: 'high',
  why: 'Whoever has it can do, or can give themselves, everything',
  fix: 'Attach a policy that names the actions and resources that are needed',
  controls: ['CKV_AWS_274', 'CKV2_AWS_56', 'CKV_AWS_275', 'AwsSolutions-IAM4', 'MLSEC03-BP01'],
  of: ['aws_iam_role', ...attachments],
  judge(resource) {
    const path = ['policy_arn', 'policy_arns', 'managed_policy_arns', 'managed_policy_arn'].find(
      (one) => !isNothing(resource.attribute(one)),
    );
    if (path === undefined) return undefined;
    const found = resource.attribute(path);

    if (!found.known)
      return resource.references(path).some(({ address }) => /(?:^|\.)aws_iam_policy\./.test(address))
        ? pass
        : cannotTell(`what is attached is not known: ${found.because}`, { path });
    const wide = [found.value].flat().filter((arn) => typeof arn === 'string' && isWide(arn));
    return wide.length === 0 ? pass : fail(`it has ${wide.join(', ')}`, { path });
  },
  examples: {
    bad: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "own" {
  role       = aws_iam_role.own.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "own" {
  role       = aws_iam_role.own.name
  policy_arn = "arn:aws:iam::aws:policy/IAMFullAccess"
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "own" {
  role       = aws_iam_role.own.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  managed_policy_arns = ["arn:aws:iam::aws:policy/PowerUserAccess"]
}
`,
      `
resource "aws_iam_group_policy_attachments_exclusive" "own" {
  group_name  = "own"
  policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AmazonElasticMapReduceFullAccess"]
}
`,
    ],
    good: [
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "own" {
  role       = aws_iam_role.own.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}
`,
      `
resource "aws_iam_role" "own" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
`,
    ],
  },
});
