provider "aws" {
  region = "eu-central-1"
}

variables {
  account        = "123456789012"
  prefix         = "acme-prod"
  production     = true
  administrators = ["arn:aws:iam::123456789012:role/holdfast/ci/acme-prod-ci-apply"]
  jobs           = ["arn:aws:iam::123456789012:role/holdfast/acme-prod-train-fraud"]
  endpoint       = "vpce-0123456789abcdef0"
  keys = {
    dataset-orders = "arn:aws:kms:eu-central-1:123456789012:key/11111111-0000-0000-0000-000000000000"
    model-fraud    = "arn:aws:kms:eu-central-1:123456789012:key/22222222-0000-0000-0000-000000000000"
    logs           = "arn:aws:kms:eu-central-1:123456789012:key/33333333-0000-0000-0000-000000000000"
  }
  stores = {
    dataset-orders = {
      kind           = "dataset"
      name           = "orders"
      bucket         = "acme-prod-dataset-orders-123456789012"
      retention_days = 730
      readers        = ["arn:aws:iam::123456789012:role/holdfast/acme-prod-train-fraud"]
      writers        = ["arn:aws:iam::123456789012:role/holdfast/acme-prod-ingest-orders"]
      erasers        = []
      takers         = []
    }
    model-fraud = {
      kind    = "model"
      name    = "fraud"
      bucket  = "acme-prod-model-fraud-123456789012"
      readers = []
      writers = ["arn:aws:iam::123456789012:role/holdfast/acme-prod-train-fraud"]
      erasers = []
      takers  = [{ account = "210987654321", role = "arn:aws:iam::210987654321:role/holdfast/acme-next-deploy-fraud" }]
    }
    logs = {
      kind           = "log"
      name           = "logs"
      bucket         = "acme-prod-logs-123456789012"
      retention_days = 2555
      readers        = []
      writers        = []
      erasers        = []
      takers         = []
    }
  }
}

run "every_bucket_is_encrypted_by_its_own_key" {
  command = plan

  assert {
    condition     = tomap({ for name, one in module.stores : name => one.settings.key }) == var.keys
    error_message = "A store is encrypted by a key that is not its own."
  }

  assert {
    condition     = alltrue([for one in module.stores : one.settings.algorithm == "aws:kms"]) && module.records.settings.algorithm == "AES256"
    error_message = "A store is not encrypted by KMS, or access logs by a key that they do not take."
  }

  assert {
    condition = alltrue(flatten([
      for name, one in module.stores : [
        for statement in jsondecode(one.policy).Statement :
        statement.Effect == "Deny" && statement.Condition.StringNotEquals["s3:x-amz-server-side-encryption-aws-kms-key-id"] == var.keys[name]
        if statement.Sid == "OnlyItsKey"
      ]
    ]))
    error_message = "Uploads under another key are let in."
  }

  assert {
    condition = alltrue(flatten([
      for name, one in module.stores : [
        for statement in jsondecode(one.policy).Statement : statement.Condition.StringNotEquals["s3:x-amz-server-side-encryption"] == "aws:kms"
        if statement.Sid == "OnlyWithKms"
      ]
    ]))
    error_message = "Uploads without a key are let in."
  }
}

run "models_and_logs_are_locked_and_datasets_can_be_erased" {
  command = plan

  assert {
    condition     = { for name, one in module.stores : name => one.settings.lock } == { dataset-orders = null, logs = "COMPLIANCE 2555", model-fraud = "COMPLIANCE 365" }
    error_message = "Models and logs are locked for as long as they are kept; datasets are not, since people can ask for erasure."
  }
}

run "data_is_kept_for_as_long_as_stated" {
  command = plan

  assert {
    condition     = jsonencode({ for name, one in module.stores : name => one.settings.retention_days }) == jsonencode({ dataset-orders = 730, logs = 2555, model-fraud = null })
    error_message = "A store expires at another time than its retention says."
  }

  assert {
    condition     = module.records.settings.retention_days == 2555
    error_message = "Records are kept as long as the log."
  }
}

# The name of a bucket is known once it is there.
run "every_access_is_recorded" {
  command = plan

  assert {
    condition     = alltrue([for name, one in module.stores : endswith(one.settings.records, "/access/${name}/")])
    error_message = "Accesses to a bucket are not recorded."
  }
}

run "everybody_is_denied_but_who_is_named" {
  command = plan

  assert {
    condition = alltrue([
      for one in module.stores : length(setsubtract(
        ["TlsOnly", "RecentTlsOnly", "OnlyReaders", "OnlyReadersAndErasers", "OnlyWriters", "OnlyErasers", "OnlyAdministrators", "OnlyItsKey", "OnlyWithKms", "JobsByTheEndpoint"],
        [for statement in jsondecode(one.policy).Statement : statement.Sid if statement.Effect == "Deny" && statement.Principal == "*"]
      )) == 0
    ])
    error_message = "A bucket lacks a statement that closes it."
  }

  assert {
    condition = alltrue(flatten([
      for one in concat(values(module.stores), [module.records]) : [
        for statement in jsondecode(one.policy).Statement : !strcontains(jsonencode([statement.Principal, statement.Action]), "*") && length(statement.Condition) > 0
        if statement.Effect == "Allow"
      ]
    ]))
    error_message = "What is allowed is allowed to somebody, under a condition."
  }

  assert {
    condition = [
      for statement in jsondecode(module.stores["dataset-orders"].policy).Statement : statement.Condition.ArnNotEquals["aws:PrincipalArn"] if statement.Sid == "OnlyReaders"
    ] == [["arn:aws:iam::123456789012:role/holdfast/acme-prod-train-fraud", "arn:aws:iam::123456789012:role/holdfast/nobody"]]
    error_message = "Others than the readers of the dataset are let through."
  }

  assert {
    condition = [
      for statement in jsondecode(module.stores["dataset-orders"].policy).Statement : statement.Condition if statement.Sid == "JobsByTheEndpoint"
    ] == [{ ArnEquals = { "aws:PrincipalArn" = concat(var.jobs, ["arn:aws:iam::123456789012:role/holdfast/nobody"]) }, StringNotEquals = { "aws:SourceVpce" = var.endpoint } }]
    error_message = "The credentials of a job are of use outside of its network."
  }

  assert {
    condition = [
      for statement in jsondecode(module.stores["model-fraud"].policy).Statement : statement.Condition if statement.Sid == "Take210987654321"
    ] == [{ ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::210987654321:role/holdfast/acme-next-deploy-fraud" } }]
    error_message = "Somebody else of the account that takes models gets at them."
  }
}

run "what_is_denied_is_all_that_matters" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for one in module.stores : [
        for statement in jsondecode(one.policy).Statement : length(setsubtract({
          TlsOnly               = ["s3:*"]
          RecentTlsOnly         = ["s3:*"]
          OnlyReaders           = ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"]
          OnlyReadersAndErasers = ["s3:ListBucketVersions"]
          OnlyWriters           = ["s3:PutObject", "s3:ReplicateObject", "s3:RestoreObject"]
          OnlyErasers           = ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectLegalHold", "s3:PutObjectRetention"]
          OnlyAdministrators    = ["s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration"]
          OnlyItsKey            = ["s3:PutObject"]
          OnlyWithKms           = ["s3:PutObject"]
          JobsByTheEndpoint     = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
        }[statement.Sid], flatten([statement.Action]))) == 0
        if statement.Effect == "Deny"
      ]
    ]))
    error_message = "A statement of a bucket denies something else."
  }

  assert {
    condition = { for one in jsondecode(module.records.policy).Statement : one.Sid => "${one.Effect} ${join(" ", one.Resource)}" } == {
      TlsOnly            = "Deny arn:aws:s3:::acme-prod-records-123456789012 arn:aws:s3:::acme-prod-records-123456789012/*"
      OnlyServicesWrite  = "Deny arn:aws:s3:::acme-prod-records-123456789012/*"
      OnlyReaders        = "Deny arn:aws:s3:::acme-prod-records-123456789012 arn:aws:s3:::acme-prod-records-123456789012/*"
      OnlyAdministrators = "Deny arn:aws:s3:::acme-prod-records-123456789012"
      AccessLogs         = "Allow arn:aws:s3:::acme-prod-records-123456789012/access/*"
      ConfigurationLook  = "Allow arn:aws:s3:::acme-prod-records-123456789012"
      ConfigurationWrite = "Allow arn:aws:s3:::acme-prod-records-123456789012/config/*"
    }
    error_message = "A service writes where another one does."
  }
}

run "outside_of_production_a_lock_is_short" {
  command = plan

  variables {
    production = false
  }

  assert {
    condition     = { for name, one in module.stores : name => one.settings.lock } == { dataset-orders = null, logs = "GOVERNANCE 30", model-fraud = "GOVERNANCE 30" }
    error_message = "A lock of another environment holds for 30 days."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    account        = "acme"
    prefix         = "-acme"
    administrators = []
    jobs           = ["arn:aws:iam::123456789012:role/*"]
    endpoint       = "pl-0123456789abcdef0"
    keys           = { logs = "alias/logs" }
    stores         = {}
  }

  expect_failures = [var.account, var.prefix, var.administrators, var.jobs, var.endpoint, var.keys]
}

run "a_store_is_of_a_kind" {
  command = plan

  variables {
    stores = { a = { kind = "folder", name = "a", bucket = "acme-a", readers = [], writers = [], erasers = [], takers = [] } }
  }

  expect_failures = [var.stores]
}

run "a_bucket_has_63_characters_at_most" {
  command = plan

  variables {
    stores = { a = { kind = "model", name = "a", bucket = "a234567890123456789012345678901234567890123456789012345678901234", readers = [], writers = [], erasers = [], takers = [] } }
  }

  expect_failures = [var.stores]
}

run "a_bucket_has_no_dots" {
  command = plan

  variables {
    stores = { a = { kind = "model", name = "a", bucket = "acme.a", readers = [], writers = [], erasers = [], takers = [] } }
  }

  expect_failures = [var.stores]
}

run "there_is_one_log" {
  command = plan

  variables {
    stores = { for name in ["logs", "more-logs"] : name => { kind = "log", name = name, bucket = "acme-${name}", readers = [], writers = [], erasers = [], takers = [] } }
  }

  expect_failures = [var.stores]
}

run "nothing_is_kept_for_no_time" {
  command = plan

  variables {
    stores = { a = { kind = "dataset", name = "a", bucket = "acme-a", retention_days = 0, readers = [], writers = [], erasers = [], takers = [] } }
  }

  expect_failures = [var.stores]
}

run "everybody_is_nobody_in_particular" {
  command = plan

  variables {
    stores = { a = { kind = "dataset", name = "a", bucket = "acme-a", readers = ["arn:aws:iam::123456789012:role/*"], writers = [], erasers = [], takers = [] } }
  }

  expect_failures = [var.stores]
}
