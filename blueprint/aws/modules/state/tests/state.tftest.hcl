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

run "the_state_is_encrypted_and_kept" {
  command = plan

  assert {
    condition     = module.bucket.settings.key == var.key && module.bucket.settings.algorithm == "aws:kms"
    error_message = "The state is encrypted by another key than its own."
  }

  assert {
    condition     = module.bucket.settings.newest == 30 && module.bucket.settings.retention_days == null
    error_message = "The last 30 states are there, however old, and the newest never expires."
  }

  assert {
    condition     = module.bucket.settings.records == "acme-prod-records-123456789012/access/state/"
    error_message = "Accesses are not recorded."
  }
}

run "nobody_else_reads_or_writes_it" {
  command = plan

  assert {
    condition     = alltrue([for one in jsondecode(module.bucket.policy).Statement : one.Effect == "Deny" && one.Principal == "*"])
    error_message = "The policy of the bucket gives rights instead of taking them from everybody."
  }

  assert {
    condition = { for one in jsondecode(module.bucket.policy).Statement : one.Sid => one.Condition } == {
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
    condition = { for one in jsondecode(module.bucket.policy).Statement : one.Sid => join(" ", flatten([one.Action])) } == {
      TlsOnly          = "s3:*"
      OnlyReaders      = "s3:GetObject s3:GetObjectVersion s3:ListBucket s3:ListBucketVersions"
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
