provider "aws" {
  region = "eu-central-1"
}

variables {
  name       = "acme-prod-model-fraud-123456789012"
  noun       = "model/fraud"
  key        = "arn:aws:kms:eu-central-1:123456789012:key/11111111-0000-0000-0000-000000000000"
  statements = [{ Sid = "OnlyReaders", Effect = "Deny", Principal = "*", Action = "s3:GetObject", Resource = "*", Condition = { ArnNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/a" } } }]
}

run "it_is_encrypted_by_its_own_key" {
  command = plan

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == var.key
    error_message = "It is encrypted by another key."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"
    error_message = "It is not encrypted by KMS."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "Each object costs a request to KMS."
  }
}

run "nothing_can_be_made_public" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "It can be made public."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "ACLs count."
  }
}

run "it_is_reached_by_tls_only_and_as_its_caller_says" {
  command = plan

  assert {
    condition = jsondecode(aws_s3_bucket_policy.this.policy).Statement[0] == {
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::acme-prod-model-fraud-123456789012", "arn:aws:s3:::acme-prod-model-fraud-123456789012/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }
    error_message = "It is reached without TLS."
  }

  assert {
    condition     = jsonencode(jsondecode(aws_s3_bucket_policy.this.policy).Statement[1]) == jsonencode(var.statements[0]) && length(jsondecode(aws_s3_bucket_policy.this.policy).Statement) == 2
    error_message = "A statement of the caller is lost, or another one is there."
  }
}

run "nothing_is_lost_by_overwriting" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "It has no versions."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this.rule[0].status == "Enabled" && aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration[0].noncurrent_days == 30
    error_message = "Versions go before 30 days, or never."
  }

  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration) == 0
    error_message = "Objects expire that nobody said should."
  }

  assert {
    condition     = !aws_s3_bucket.this.object_lock_enabled && length(aws_s3_bucket_object_lock_configuration.this) == 0 && length(aws_s3_bucket_logging.this) == 0
    error_message = "There is a lock, or a record, that nobody asked for."
  }
}

run "what_is_asked_for_is_there" {
  command = plan

  variables {
    key            = null
    lock           = { mode = "COMPLIANCE", days = 365 }
    retention_days = 730
    versions       = { days = 365, newest = 30 }
    records        = { bucket = "acme-prod-records-123456789012", prefix = "access/model-fraud/" }
  }

  assert {
    condition     = aws_s3_bucket.this.object_lock_enabled && aws_s3_bucket_object_lock_configuration.this[0].rule[0].default_retention[0].mode == "COMPLIANCE" && aws_s3_bucket_object_lock_configuration.this[0].rule[0].default_retention[0].days == 365
    error_message = "It is not locked."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration[0].days == 730 && aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration[0].newer_noncurrent_versions == 30
    error_message = "It is kept for another time."
  }

  assert {
    condition     = aws_s3_bucket_logging.this[0].target_bucket == "acme-prod-records-123456789012" && aws_s3_bucket_logging.this[0].target_prefix == "access/model-fraud/"
    error_message = "Accesses are not recorded."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "AES256"
    error_message = "Without a key of its own it is encrypted by S3's."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    name           = "acme.model"
    noun           = "fraud"
    key            = "alias/model-fraud"
    lock           = { mode = "NONE", days = 365 }
    retention_days = 0
    versions       = { days = 1 }
    statements     = [{ Sid = "All", Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  }

  expect_failures = [var.name, var.noun, var.key, var.lock, var.retention_days, var.versions, var.statements]
}
