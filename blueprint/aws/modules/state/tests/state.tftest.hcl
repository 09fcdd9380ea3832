provider "aws" {
  region = "eu-central-1"
}

variables {
  bucket  = "acme-prod-state-123456789012"
  key     = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  readers = ["arn:aws:iam::123456789012:role/holdfast/ci/acme-prod-ci-plan", "arn:aws:iam::123456789012:role/holdfast/ci/acme-prod-ci-apply"]
  writers = ["arn:aws:iam::123456789012:role/holdfast/ci/acme-prod-ci-apply"]
  records = "acme-prod-records-123456789012"
}

run "the_state_is_encrypted_kept_and_closed" {
  command = plan

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == var.key
    error_message = "The state is encrypted by another key than its own."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"
    error_message = "The state is not encrypted by KMS."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "The state can be made public."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "ACLs count."
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "A state that is overwritten is lost."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration[0].newer_noncurrent_versions == 30
    error_message = "The last 30 states are there, however old."
  }

  assert {
    condition     = aws_s3_bucket_logging.this.target_bucket == var.records
    error_message = "Accesses are not recorded."
  }
}

run "nobody_else_reads_or_writes_it" {
  command = plan

  assert {
    condition     = alltrue([for one in jsondecode(aws_s3_bucket_policy.this.policy).Statement : one.Effect == "Deny" && one.Principal == "*"])
    error_message = "The policy of the bucket gives rights instead of taking them from everybody."
  }

  assert {
    condition = { for one in jsondecode(aws_s3_bucket_policy.this.policy).Statement : one.Sid => one.Condition } == {
      TlsOnly          = { Bool = { "aws:SecureTransport" = "false" } }
      OnlyReaders      = { ArnNotEquals = { "aws:PrincipalArn" = concat(var.readers, ["arn:aws:iam::000000000000:role/nobody"]) } }
      OnlyWriters      = { ArnNotEquals = { "aws:PrincipalArn" = concat(var.writers, ["arn:aws:iam::000000000000:role/nobody"]) } }
      OnlyWritersSetUp = { ArnNotEquals = { "aws:PrincipalArn" = concat(var.writers, ["arn:aws:iam::000000000000:role/nobody"]) } }
    }
    error_message = "Others get at the state, or without TLS."
  }
}

run "what_is_denied_is_all_that_matters" {
  command = plan

  assert {
    condition = { for one in jsondecode(aws_s3_bucket_policy.this.policy).Statement : one.Sid => join(" ", flatten([one.Action])) } == {
      TlsOnly          = "s3:*"
      OnlyReaders      = "s3:GetObject s3:GetObjectVersion"
      OnlyWriters      = "s3:DeleteObject s3:DeleteObjectVersion s3:PutObject"
      OnlyWritersSetUp = "s3:DeleteBucket s3:DeleteBucketPolicy s3:PutBucketPolicy s3:PutBucketVersioning s3:PutEncryptionConfiguration s3:PutLifecycleConfiguration"
    }
    error_message = "The policy denies something else."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    bucket  = "Acme_State"
    key     = "alias/acme-prod-state"
    readers = ["arn:aws:iam::123456789012:user/ada"]
    writers = ["*"]
    records = "acme.records"
  }

  expect_failures = [var.bucket, var.key, var.readers, var.writers, var.records]
}

run "a_name_of_64_characters_is_too_long" {
  command = plan

  variables {
    bucket = "a234567890123456789012345678901234567890123456789012345678901234"
  }

  expect_failures = [var.bucket]
}
