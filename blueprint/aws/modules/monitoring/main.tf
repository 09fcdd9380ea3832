# What happened, kept where nobody can change it, and told to somebody when it matters.

terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

locals {
  makes_trail = !var.existing.trail
  # CloudWatch keeps for certain numbers of days only.
  # https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
  kept_for = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]
  days     = min(concat([for days in local.kept_for : days if days >= var.retention_days], [3653])...)
}

resource "aws_cloudwatch_log_group" "trail" {
  count = local.makes_trail ? 1 : 0

  name              = "/holdfast/${var.prefix}/trail"
  retention_in_days = local.days
  kms_key_id        = var.keys.groups
}

resource "aws_cloudwatch_log_group" "jobs" {
  for_each = toset(["ProcessingJobs", "TrainingJobs"])

  name              = "/aws/sagemaker/${each.key}"
  retention_in_days = local.days
  kms_key_id        = var.keys.groups
}

resource "aws_cloudwatch_log_group" "endpoints" {
  for_each = var.models

  name              = "/aws/sagemaker/Endpoints/${var.prefix}-${each.key}"
  retention_in_days = local.days
  kms_key_id        = var.keys.groups
}

# https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
resource "aws_iam_role" "trail" {
  count = local.makes_trail ? 1 : 0

  name                 = "${var.prefix}-trail"
  path                 = var.path
  description          = "Holdfast: CloudTrail writes to CloudWatch"
  permissions_boundary = var.boundary

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Take"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "trail" {
  count = local.makes_trail ? 1 : 0

  name = "write"
  role = aws_iam_role.trail[0].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Write"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "arn:aws:logs:${var.region}:${var.account}:log-group:/holdfast/${var.prefix}/trail:log-stream:*"
    }]
  })
}

resource "aws_cloudtrail" "this" {
  count = local.makes_trail ? 1 : 0

  name                          = var.prefix
  s3_bucket_name                = var.log_bucket
  kms_key_id                    = var.keys.logs
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  enable_logging                = true
  sns_topic_name                = aws_sns_topic.alarms.arn
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.trail[0].arn}:*"
  cloud_watch_logs_role_arn     = aws_iam_role.trail[0].arn

  advanced_event_selector {
    name = "Management"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  advanced_event_selector {
    name = "Objects of the platform"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }

    field_selector {
      field       = "resources.ARN"
      starts_with = [for arn in var.watched : "${arn}/"]
    }
  }

  advanced_event_selector {
    name = "Calls of endpoints"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::SageMaker::Endpoint"]
    }
  }

  depends_on = [var.ready, aws_iam_role_policy.trail, aws_sns_topic_policy.alarms]
}
