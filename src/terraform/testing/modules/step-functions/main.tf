terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0, < 7.0" }
  }
}

provider "aws" {
  region = "eu-west-2"
}

locals {
  definition = templatefile("${path.module}/states.asl.json", {
    check = aws_lambda_function.worker["check"].arn
    train = aws_lambda_function.worker["train"].arn
    topic = aws_sns_topic.alerts.arn
  })
  rules = {
    uploaded = { pattern = { source = ["aws.s3"], detail-type = ["Object Created"] } }
    nightly  = { schedule = "rate(1 day)" }
  }
}

resource "aws_lambda_function" "worker" {
  for_each      = toset(["check", "train"])
  function_name = each.key
  role          = aws_iam_role.worker.arn
  s3_bucket     = "artifacts-of-the-team"
  s3_key        = "${each.key}.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = data.aws_iam_policy_document.assume["lambda"].json
}

resource "aws_iam_role" "machine" {
  name               = "machine"
  assume_role_policy = data.aws_iam_policy_document.assume["states"].json
}

resource "aws_iam_role" "events" {
  name               = "events"
  assume_role_policy = data.aws_iam_policy_document.assume["events"].json
}

data "aws_iam_policy_document" "assume" {
  for_each = toset(["lambda", "states", "events"])

  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["${each.key}.amazonaws.com"]
    }
  }
}

resource "aws_sfn_state_machine" "this" {
  name       = "training"
  role_arn   = aws_iam_role.machine.arn
  definition = local.definition

  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.machine.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "machine" {
  name = "/aws/vendedlogs/states/training"
}

resource "aws_iam_role_policy" "machine" {
  role = aws_iam_role.machine.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = flatten([for worker in aws_lambda_function.worker : [worker.arn, "${worker.arn}:*"]])
      },
      {
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = aws_sns_topic.alerts.arn
      },
    ]
  })
}

resource "aws_cloudwatch_event_bus" "this" {
  name = "platform"
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each            = local.rules
  name                = each.key
  event_pattern       = try(jsonencode(each.value.pattern), null)
  schedule_expression = lookup(each.value, "schedule", null)
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = aws_cloudwatch_event_rule.this
  rule     = each.value.name
  arn      = aws_sfn_state_machine.this.arn
  role_arn = aws_iam_role.events.arn
}

resource "aws_iam_role_policy" "events" {
  name   = "start"
  role   = aws_iam_role.events.name
  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [{"Effect": "Allow", "Action": "states:StartExecution", "Resource": "${aws_sfn_state_machine.this.arn}"}]
    }
  POLICY
}

resource "aws_scheduler_schedule" "weekly" {
  name                = "weekly"
  schedule_expression = "rate(7 days)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sfn_state_machine.this.arn
    role_arn = aws_iam_role.events.arn
  }
}

resource "aws_pipes_pipe" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.events.arn
  source   = aws_sqs_queue.orders.arn
  target   = aws_sfn_state_machine.this.arn
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sns_topic" "alerts" {
  name              = "alerts"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_sns_topic_subscription" "alerts" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = "ops@example.com"
}

resource "aws_sns_topic_policy" "alerts" {
  arn    = aws_sns_topic.alerts.arn
  policy = data.aws_iam_policy_document.alerts.json
}

data "aws_iam_policy_document" "alerts" {
  policy_id = "alerts"

  statement {
    sid       = "Events"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alerts.arn]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com", "cloudwatch.amazonaws.com"]
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "failed" {
  alarm_name          = "failed"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "ExecutionsFailed"
  namespace           = "AWS/States"
  period              = 300
  statistic           = "Sum"
  threshold           = 0
  alarm_actions       = [aws_sns_topic.alerts.arn]
  dimensions          = { StateMachineArn = aws_sfn_state_machine.this.arn }
}

output "machine" {
  value = aws_sfn_state_machine.this.arn
}

output "next" {
  value = jsondecode(aws_sfn_state_machine.this.definition).States.Check.Next
}
