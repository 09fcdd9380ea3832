provider "aws" {
  region = "eu-central-1"
}

variables {
  prefix         = "acme-prod"
  account        = "123456789012"
  region         = "eu-central-1"
  path           = "/holdfast/"
  boundary       = "arn:aws:iam::123456789012:policy/holdfast/ci/acme-prod-boundary"
  existing       = { guardduty = false, securityhub = false, config = false, trail = false }
  log_bucket     = "acme-prod-logs-123456789012"
  records_bucket = "acme-prod-records-123456789012"
  watched        = ["arn:aws:s3:::acme-prod-model-fraud-123456789012"]
  retention_days = 2555
  alerts         = ["security@acme.example"]
  models         = ["fraud"]
  ready          = []
  keys = {
    logs   = "arn:aws:kms:eu-central-1:123456789012:key/11111111-0000-0000-0000-000000000000"
    groups = "arn:aws:kms:eu-central-1:123456789012:key/22222222-0000-0000-0000-000000000000"
    alarms = "arn:aws:kms:eu-central-1:123456789012:key/33333333-0000-0000-0000-000000000000"
  }
}

run "the_trail_sees_everything_and_cannot_be_forged" {
  command = plan

  assert {
    condition = alltrue([
      aws_cloudtrail.this[0].enable_logging,
      aws_cloudtrail.this[0].enable_log_file_validation,
      aws_cloudtrail.this[0].is_multi_region_trail,
      aws_cloudtrail.this[0].include_global_service_events,
    ])
    error_message = "The trail is off somewhere, or its files can be changed without a sign."
  }

  assert {
    condition     = aws_cloudtrail.this[0].kms_key_id == var.keys.logs && aws_cloudtrail.this[0].s3_bucket_name == var.log_bucket
    error_message = "The trail goes elsewhere, or under another key."
  }

  assert {
    condition     = length([for selector in aws_cloudtrail.this[0].advanced_event_selector : selector if selector.name == "Management"]) == 1
    error_message = "Changes of the account are not recorded."
  }

  assert {
    condition = flatten([
      for selector in aws_cloudtrail.this[0].advanced_event_selector : [for field in selector.field_selector : field.starts_with if field.field == "resources.ARN"]
    ]) == ["arn:aws:s3:::acme-prod-model-fraud-123456789012/"]
    error_message = "Accesses to a bucket of the platform are not recorded."
  }
}

run "what_matters_raises_an_alarm_that_somebody_gets" {
  command = plan

  assert {
    condition = length(setsubtract(
      ["approval-changed", "break-glass", "bucket-changed", "endpoint-changed", "key-disabled", "policies-changed", "root-used", "trail-changed"],
      keys(aws_cloudwatch_metric_alarm.this)
    )) == 0
    error_message = "An event that matters raises no alarm."
  }

  assert {
    condition = alltrue([
      for name, alarm in aws_cloudwatch_metric_alarm.this : alarm.threshold == 1 && aws_cloudwatch_log_metric_filter.this[name].metric_transformation[0].name == alarm.metric_name
    ])
    error_message = "An alarm is of a metric that nothing counts."
  }

  assert {
    condition     = tolist([for one in aws_sns_topic_subscription.alarms : one.endpoint]) == var.alerts && aws_sns_topic.alarms.kms_master_key_id == var.keys.alarms
    error_message = "Nobody gets the alarms, or the topic is not encrypted."
  }

  assert {
    condition = alltrue(flatten([
      for policy in [aws_sns_topic_policy.alarms.policy, aws_sqs_queue_policy.undelivered.policy] : [
        for one in jsondecode(policy).Statement : can(one.Principal.Service) && one.Condition.StringEquals["aws:SourceAccount"] == var.account if one.Effect == "Allow"
      ]
    ]))
    error_message = "Others than the services of this account speak."
  }

  assert {
    condition = [
      for policy in [aws_sns_topic_policy.alarms.policy, aws_sqs_queue_policy.undelivered.policy] : [
        for one in jsondecode(policy).Statement : "${one.Principal} ${one.Action} ${one.Condition.Bool["aws:SecureTransport"]}" if one.Effect == "Deny"
      ]
    ] == [["* sns:Publish false"], ["* sqs:* false"]]
    error_message = "Somebody speaks without TLS."
  }

  assert {
    condition     = aws_sqs_queue.undelivered.kms_master_key_id == var.keys.alarms && aws_sqs_queue.undelivered.message_retention_seconds == 1209600
    error_message = "What could not be told is kept for two weeks, encrypted."
  }
}

run "logs_are_encrypted_and_kept" {
  command = plan

  assert {
    condition = alltrue([
      for group in concat(values(aws_cloudwatch_log_group.jobs), values(aws_cloudwatch_log_group.endpoints), aws_cloudwatch_log_group.trail) :
      group.retention_in_days == 2557 && group.kms_key_id == var.keys.groups
    ])
    error_message = "A group of logs is kept for the next longer time that CloudWatch knows, under its key."
  }

  assert {
    condition     = aws_iam_role.trail[0].permissions_boundary == var.boundary && jsondecode(aws_iam_role.trail[0].assume_role_policy).Statement[0].Principal.Service == "cloudtrail.amazonaws.com"
    error_message = "The role of the trail has no boundary, or is taken for others."
  }
}

run "the_account_is_watched" {
  command = plan

  assert {
    condition     = aws_guardduty_detector.this[0].enable && alltrue([for feature in aws_guardduty_detector_feature.this : feature.status == "ENABLED"]) && length(aws_guardduty_detector_feature.this) == 5
    error_message = "GuardDuty looks away."
  }

  assert {
    condition     = aws_config_configuration_recorder_status.this[0].is_enabled && aws_config_configuration_recorder.this[0].recording_group[0].all_supported && aws_config_delivery_channel.this[0].s3_bucket_name == var.records_bucket
    error_message = "AWS Config records nothing, or not everything."
  }

  assert {
    condition     = length(aws_securityhub_standards_subscription.this) == 2 && length(aws_config_config_rule.this) >= 13
    error_message = "A standard or a rule is left out."
  }
}

run "what_the_account_has_is_not_made_again" {
  command = plan

  variables {
    existing = { guardduty = true, securityhub = true, config = true, trail = true }
  }

  assert {
    condition     = length(aws_guardduty_detector.this) + length(aws_guardduty_detector_feature.this) + length(aws_securityhub_account.this) + length(aws_config_configuration_recorder.this) + length(aws_config_config_rule.this) + length(aws_cloudtrail.this) + length(aws_iam_role.trail) == 0
    error_message = "Something is made twice."
  }
}

run "logs_of_more_than_ten_years_are_kept_for_ten" {
  command = plan

  variables {
    retention_days = 36500
  }

  assert {
    condition     = aws_cloudwatch_log_group.trail[0].retention_in_days == 3653
    error_message = "CloudWatch keeps for ten years at most; the bucket keeps the trail for longer."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    prefix         = "acme--------------prod"
    account        = "account"
    region         = "eu-central-12"
    path           = "/a b/"
    boundary       = ""
    log_bucket     = "arn:aws:s3:::acme-prod-logs-123456789012"
    records_bucket = ""
    watched        = ["arn:aws:s3:::acme-*"]
    retention_days = 0
    alerts         = ["security"]
    models         = ["x"]
    keys           = { logs = "", groups = "", alarms = "alias/aws/sns" }
  }

  expect_failures = [
    var.prefix, var.account, var.region, var.path, var.boundary, var.log_bucket, var.records_bucket, var.watched,
    var.retention_days, var.alerts, var.models, var.keys,
  ]
}

run "an_alarm_that_nobody_gets_is_none" {
  command = plan

  variables {
    alerts = []
  }

  expect_failures = [var.alerts]
}
