import { escalationCheck } from '../escalation-check.ts';

export const check = escalationCheck({
  id: 'iam/escalation',
  title: 'Nobody can make themselves an administrator',
  severity: 'critical',
  why: 'Who can become an administrator is one: every limit on the account is theirs to lift',
  fix: 'Close one of the steps of the path: name resources, demand a boundary, narrow a trust',
  controls: ['CKV_AWS_110', 'CKV_AWS_286', 'MLSEC03-BP01', 'MLSEC04-BP01', 'ATLAS:AML.M0005'],

  examples: {
    bad: [
      `
resource "aws_iam_user" "own" {
  name = "own"
}

resource "aws_iam_user_policy" "own" {
  user   = aws_iam_user.own.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PutUserPolicy", Resource = aws_iam_user.own.arn }]
  })
}
`,
      `
resource "aws_iam_user" "own" {
  name = "own"
}

resource "aws_iam_user_policy" "own" {
  user   = aws_iam_user.own.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = aws_lambda_function.own.arn }]
  })
}

resource "aws_iam_role" "admin" {
  name                = "admin"
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
  assume_role_policy  = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = aws_iam_role.admin.arn
  filename      = "own.zip"
  handler       = "own.handler"
  runtime       = "nodejs22.x"
}
`,
    ],
    good: [
      `
resource "aws_iam_user" "own" {
  name = "own"
}

resource "aws_iam_user_policy" "own" {
  user   = aws_iam_user.own.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }]
  })
}
`,
    ],
  },
});
