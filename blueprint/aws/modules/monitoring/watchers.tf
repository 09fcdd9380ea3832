# Services of AWS that watch the account; an organisation may have turned them on already.

resource "aws_guardduty_detector" "this" {
  count = var.existing.guardduty ? 0 : 1

  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}

resource "aws_guardduty_detector_feature" "this" {
  for_each = var.existing.guardduty ? [] : toset(["EBS_MALWARE_PROTECTION", "LAMBDA_NETWORK_LOGS", "RDS_LOGIN_EVENTS", "RUNTIME_MONITORING", "S3_DATA_EVENTS"])

  detector_id = aws_guardduty_detector.this[0].id
  name        = each.key
  status      = "ENABLED"
}

resource "aws_securityhub_account" "this" {
  count = var.existing.securityhub ? 0 : 1

  enable_default_standards = false
  auto_enable_controls     = true
}

resource "aws_securityhub_standards_subscription" "this" {
  for_each = var.existing.securityhub ? {} : {
    foundations = "standards/aws-foundational-security-best-practices/v/1.0.0"
    cis         = "standards/cis-aws-foundations-benchmark/v/3.0.0"
  }

  standards_arn = "arn:aws:securityhub:${var.region}::${each.value}"

  depends_on = [aws_securityhub_account.this]
}

resource "aws_config_configuration_recorder" "this" {
  count = var.existing.config ? 0 : 1

  name     = var.prefix
  role_arn = "arn:aws:iam::${var.account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_config_delivery_channel" "this" {
  count = var.existing.config ? 0 : 1

  name           = var.prefix
  s3_bucket_name = var.records_bucket
  s3_key_prefix  = "config"

  depends_on = [aws_config_configuration_recorder.this]
}

resource "aws_config_configuration_recorder_status" "this" {
  count = var.existing.config ? 0 : 1

  name       = aws_config_configuration_recorder.this[0].name
  is_enabled = true

  depends_on = [aws_config_delivery_channel.this]
}

# Who leaves the limits of the platform by hand is seen: https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
resource "aws_config_config_rule" "this" {
  for_each = var.existing.config ? {} : {
    bucket-public-read       = "S3_BUCKET_PUBLIC_READ_PROHIBITED"
    bucket-tls-only          = "S3_BUCKET_SSL_REQUESTS_ONLY"
    endpoint-encrypted       = "SAGEMAKER_ENDPOINT_CONFIGURATION_KMS_KEY_CONFIGURED"
    key-not-to-be-deleted    = "KMS_CMK_NOT_SCHEDULED_FOR_DELETION"
    key-rotated              = "CMK_BACKING_KEY_ROTATION_ENABLED"
    notebook-encrypted       = "SAGEMAKER_NOTEBOOK_INSTANCE_KMS_KEY_CONFIGURED"
    notebook-without-network = "SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS"
    policy-without-admin     = "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS"
    root-without-key         = "IAM_ROOT_ACCESS_KEY_CHECK"
    trail-on                 = "CLOUD_TRAIL_ENABLED"
    trail-validated          = "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED"
    vpc-default-closed       = "VPC_DEFAULT_SECURITY_GROUP_CLOSED"
    vpc-flow-logs            = "VPC_FLOW_LOGS_ENABLED"
  }

  name = "${var.prefix}-${each.key}"

  source {
    owner             = "AWS"
    source_identifier = each.value
  }

  depends_on = [aws_config_configuration_recorder.this]
}
