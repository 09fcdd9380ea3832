import type { Action } from '../../clouds/aws/iam/catalogue/services.ts';
import type { Statement } from '../../clouds/aws/iam/policy/statement.ts';
import { identityKinds, policyCheck } from '../policy-check.ts';
import { among, grantedFreely, reachesAllOf } from '../statements.ts';

/** Combinations that are enough by themselves: the permission facts of https://github.com/DataDog/pathfinding.cloud */
const ways: readonly (readonly string[])[] = [
  ['iam:AddUserToGroup'],
  ['iam:AttachGroupPolicy'],
  ['iam:AttachRolePolicy'],
  ['iam:AttachUserPolicy'],
  ['iam:CreateAccessKey'],
  ['iam:CreateLoginProfile'],
  ['iam:CreatePolicyVersion'],
  ['iam:PutGroupPolicy'],
  ['iam:PutRolePolicy'],
  ['iam:PutUserPolicy'],
  ['iam:SetDefaultPolicyVersion'],
  ['iam:UpdateAssumeRolePolicy'],
  ['iam:UpdateLoginProfile'],
  ['lambda:UpdateFunctionCode'],
  ['iam:PassRole', 'ec2:RunInstances'],
  ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
  ['iam:PassRole', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
  ['iam:PassRole', 'lambda:CreateFunction', 'lambda:AddPermission'],
  ['iam:PassRole', 'glue:CreateDevEndpoint'],
  ['iam:PassRole', 'glue:CreateJob', 'glue:StartJobRun'],
  ['iam:PassRole', 'cloudformation:CreateStack'],
  ['iam:PassRole', 'codebuild:CreateProject', 'codebuild:StartBuild'],
  ['iam:PassRole', 'ecs:RunTask'],
  ['iam:PassRole', 'sagemaker:CreateNotebookInstance'],
  ['iam:PassRole', 'sagemaker:CreateTrainingJob'],
  ['iam:PassRole', 'sagemaker:CreateProcessingJob'],
  ['iam:PassRole', 'states:CreateStateMachine', 'states:StartExecution'],
];

const wanted = [...new Set(ways.flat())];

/** Those of the ways that it allows on all that they can be done to. */
function widely(statement: Statement): Action[] {
  return among(grantedFreely(statement), wanted).filter((action) => reachesAllOf(action, statement));
}

export const check = policyCheck({
  id: 'iam-policies/privilege-escalation',
  title: 'Policies do not let their holders take more rights',
  severity: 'high',
  why: 'Who can change policies, trust or credentials of others can give itself every right',
  fix: 'Name the users, roles and policies in Resource, or demand a permissions boundary by a condition',
  controls: ['CKV_AWS_110', 'CKV_AWS_286', 'MLSEC03-BP01', 'ATLAS:AML.M0005'],
  kinds: identityKinds,
  offends(statement, { statements }) {
    const own = widely(statement);
    const all = statements.flatMap(widely);
    const way = ways.find(
      (actions) => among(own, actions).length > 0 && among(all, actions).length === actions.length,
    );
    return way && `allows ${way.join(' and ')} on everything`;
  },
  examples: {
    bad: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*" }]
  })
}
`,
      `
data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]
    resources = ["*"]
  }
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }, { Effect = "Allow", Action = ["ec2:RunInstances"], Resource = "*" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::*:role/*" }]
  })
}
`,
    ],
    good: [
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::123456789012:policy/own" }]
  })
}
`,
      `
resource "aws_iam_policy" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource = "*" }]
  })
}
`,
    ],
  },
});
