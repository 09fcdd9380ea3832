terraform {
  required_version = "~> 1.3"

  cloud {
    organization = "example"
    workspaces {
      name = "baseline"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

data "aws_caller_identity" "this" {}
data "aws_organizations_organization" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
  bucket  = "trail-${local.account}"
  rules = {
    s3-bucket-public-read-prohibited = { identifier = "S3_BUCKET_PUBLIC_READ_PROHIBITED" }
    iam-password-policy              = { identifier = "IAM_PASSWORD_POLICY", parameters = { MaxPasswordAge = "90" } }
  }
}

resource "aws_cloudtrail" "this" {
  name                          = "all"
  s3_bucket_name                = aws_s3_bucket.trail.id
  is_multi_region_trail         = true
  enable_log_file_validation    = true
  include_global_service_events = true
  kms_key_id                    = aws_kms_key.trail.arn
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn     = aws_iam_role.trail.arn

  event_selector {
    read_write_type           = "All"
    include_management_events = true

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }
  }

  depends_on = [aws_s3_bucket_policy.trail]
}

resource "aws_s3_bucket" "trail" {
  bucket = local.bucket
}

resource "aws_s3_bucket_public_access_block" "trail" {
  bucket                  = aws_s3_bucket.trail.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_account_public_access_block" "this" {
  block_public_acls   = true
  block_public_policy = true
}

resource "aws_s3_bucket_policy" "trail" {
  bucket = aws_s3_bucket.trail.id
  policy = data.aws_iam_policy_document.trail.json
}

data "aws_iam_policy_document" "trail" {
  statement {
    sid       = "Acl"
    actions   = ["s3:GetBucketAcl"]
    resources = ["arn:aws:s3:::${local.bucket}"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }

  statement {
    sid       = "Write"
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::${local.bucket}/AWSLogs/${local.account}/*"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "s3:x-amz-acl"
      values   = ["bucket-owner-full-control"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceOrgID"
      values   = [data.aws_organizations_organization.this.id]
    }
  }
}

resource "aws_kms_key" "trail" {
  enable_key_rotation = true
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_iam_role" "trail" {
  name               = "trail"
  assume_role_policy = data.aws_iam_policy_document.assume["cloudtrail.amazonaws.com"].json
}

resource "aws_iam_role" "config" {
  name                = "config"
  assume_role_policy  = data.aws_iam_policy_document.assume["config.amazonaws.com"].json
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"]
}

data "aws_iam_policy_document" "assume" {
  for_each = toset(["cloudtrail.amazonaws.com", "config.amazonaws.com"])
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = [each.value]
    }
  }
}

resource "aws_config_configuration_recorder" "this" {
  name     = "all"
  role_arn = aws_iam_role.config.arn

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "this" {
  s3_bucket_name = aws_s3_bucket.trail.bucket
  depends_on     = [aws_config_configuration_recorder.this]
}

resource "aws_config_configuration_recorder_status" "this" {
  name       = aws_config_configuration_recorder.this.name
  is_enabled = true
}

resource "aws_config_config_rule" "this" {
  for_each         = local.rules
  name             = each.key
  input_parameters = can(each.value.parameters) ? jsonencode(each.value.parameters) : null

  source {
    owner             = "AWS"
    source_identifier = each.value.identifier
  }
}

resource "aws_guardduty_detector" "this" {
  enable = true
}

resource "aws_guardduty_detector_feature" "this" {
  for_each    = toset(["S3_DATA_EVENTS", "EKS_AUDIT_LOGS"])
  detector_id = aws_guardduty_detector.this.id
  name        = each.key
  status      = "ENABLED"
}

resource "aws_securityhub_account" "this" {}

resource "aws_securityhub_standards_subscription" "cis" {
  standards_arn = "arn:aws:securityhub:eu-west-1::standards/cis-aws-foundations-benchmark/v/3.0.0"
  depends_on    = [aws_securityhub_account.this]
}

resource "aws_accessanalyzer_analyzer" "this" {
  analyzer_name = "account"
}

resource "aws_ebs_encryption_by_default" "this" {}

resource "aws_iam_account_alias" "this" {
  account_alias = "example"
}

resource "aws_budgets_budget" "monthly" {
  name         = "monthly"
  budget_type  = "COST"
  limit_amount = "100"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}

resource "aws_organizations_policy" "regions" {
  name = "regions"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      NotAction = ["iam:*", "sts:*"]
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:RequestedRegion" = ["eu-west-1"] } }
    }]
  })
}

resource "aws_organizations_policy_attachment" "regions" {
  policy_id = aws_organizations_policy.regions.id
  target_id = data.aws_organizations_organization.this.roots[0].id
}
