# Every 30 days a new value. The function runs in the network of the platform, and can write secrets but not read them.
#
# An administrator sets it up, once: the role of CI has no right to change a function. With one it could run code as any
# role that it sets up and passes, and so read what it must not (`holdfast access --intent` shows the path).

locals {
  function = "${var.prefix}-rotate"
  rotates  = length(var.readers) > 0
  scope    = "${var.region}:${var.account}"
}

data "archive_file" "rotate" {
  count = local.rotates ? 1 : 0

  type        = "zip"
  source_file = "${path.module}/rotate.mjs"
  output_path = "${path.root}/.terraform/rotate.zip"
}

resource "aws_iam_role" "rotate" {
  count = local.rotates ? 1 : 0

  name                 = local.function
  path                 = var.path
  description          = "Holdfast: gives secrets new values"
  permissions_boundary = var.boundary
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Take"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "rotate" {
  count = local.rotates ? 1 : 0

  name = "rotate"
  role = aws_iam_role.rotate[0].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"]
        Resource = values(local.arn)
      },
      {
        Sid       = "Random"
        Effect    = "Allow"
        Action    = "secretsmanager:GetRandomPassword"
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = var.region } }
      },
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:${local.scope}:log-group:/aws/lambda/${local.function}:log-stream:*"
      },
      {
        Sid      = "Undelivered"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = var.undelivered
      },
      {
        Sid       = "Interfaces"
        Effect    = "Allow"
        Action    = ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = var.region } }
      },
      {
        Sid       = "Traces"
        Effect    = "Allow"
        Action    = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = var.region } }
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "rotate" {
  count = local.rotates ? 1 : 0

  name              = "/aws/lambda/${local.function}"
  retention_in_days = 365
  kms_key_id        = var.log_key
}

resource "aws_lambda_function" "rotate" {
  count = local.rotates ? 1 : 0

  function_name                  = local.function
  description                    = "Gives secrets new values"
  role                           = aws_iam_role.rotate[0].arn
  runtime                        = "nodejs24.x"
  handler                        = "rotate.handler"
  filename                       = data.archive_file.rotate[0].output_path
  source_code_hash               = data.archive_file.rotate[0].output_base64sha256
  timeout                        = 30
  reserved_concurrent_executions = 1

  vpc_config {
    subnet_ids         = var.network.subnets
    security_group_ids = [var.network.group]
  }

  dead_letter_config {
    target_arn = var.undelivered
  }

  tracing_config {
    mode = "Active"
  }

  depends_on = [aws_cloudwatch_log_group.rotate, aws_iam_role_policy.rotate]
}

resource "aws_lambda_permission" "rotate" {
  count = local.rotates ? 1 : 0

  statement_id   = "SecretsManager"
  function_name  = aws_lambda_function.rotate[0].function_name
  action         = "lambda:InvokeFunction"
  principal      = "secretsmanager.amazonaws.com"
  source_account = var.account
}

resource "aws_secretsmanager_secret_rotation" "this" {
  for_each = var.readers

  secret_id           = aws_secretsmanager_secret.this[each.key].id
  rotation_lambda_arn = aws_lambda_function.rotate[0].arn
  rotate_immediately  = true

  rotation_rules {
    automatically_after_days = 30
  }

  depends_on = [aws_lambda_permission.rotate]
}
