provider "aws" {
  region = "eu-central-1"
}

variables {
  prefix         = "acme-prod"
  account        = "123456789012"
  production     = true
  administrators = ["arn:aws:iam::123456789012:role/holdfast/ci/acme-prod-ci-apply"]
  ready          = []
  keys = {
    dataset-orders = {
      noun = "key/dataset-orders"
      uses = [
        {
          sid        = "Read"
          principals = { AWS = ["arn:aws:iam::123456789012:role/holdfast/acme-prod-train-fraud"] }
          actions    = ["kms:Decrypt"]
          conditions = { StringEquals = { "kms:ViaService" = ["s3.eu-central-1.amazonaws.com"] } }
        },
        {
          sid        = "Write"
          principals = { AWS = [] }
          actions    = ["kms:Decrypt", "kms:GenerateDataKey"]
        },
      ]
    }
  }
}

run "a_key_is_rotated_and_can_be_had_back" {
  command = plan

  assert {
    condition     = aws_kms_key.this["dataset-orders"].enable_key_rotation
    error_message = "The key is not rotated."
  }

  assert {
    condition     = aws_kms_key.this["dataset-orders"].deletion_window_in_days == 30
    error_message = "A key of production that is deleted is there for another 30 days."
  }

  assert {
    condition     = aws_kms_key.this["dataset-orders"].tags["holdfast:noun"] == "key/dataset-orders"
    error_message = "The tag says what the key is for."
  }

  assert {
    condition     = aws_kms_alias.this["dataset-orders"].name == "alias/acme-prod-dataset-orders"
    error_message = "The alias is made of the prefix and the name."
  }
}

run "nobody_has_a_key_but_who_is_named" {
  command = plan

  assert {
    condition     = [for one in jsondecode(aws_kms_key.this["dataset-orders"].policy).Statement : one.Sid] == ["Administer", "Recover", "Read"]
    error_message = "A statement without anybody is left out, and no other is added."
  }

  assert {
    condition = alltrue([
      for one in jsondecode(aws_kms_key.this["dataset-orders"].policy).Statement : !strcontains(jsonencode([one.Principal, one.Action]), "*")
    ])
    error_message = "There is a wildcard among those who may, or in what they may."
  }

  assert {
    condition = alltrue([
      for one in jsondecode(aws_kms_key.this["dataset-orders"].policy).Statement :
      length(setintersection(one.Action, ["kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom"])) == 0
      if contains(["Administer", "Recover"], one.Sid)
    ])
    error_message = "Whoever administers the key, or recovers it, can use it."
  }

  assert {
    condition     = jsondecode(aws_kms_key.this["dataset-orders"].policy).Statement[2].Condition == { StringEquals = { "kms:ViaService" = ["s3.eu-central-1.amazonaws.com"] } }
    error_message = "The condition of a use is lost."
  }
}

run "outside_of_production_14_days_are_enough" {
  command = plan

  variables {
    production = false
  }

  assert {
    condition     = aws_kms_key.this["dataset-orders"].deletion_window_in_days == 14
    error_message = "A key that is deleted is there for another 14 days."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    prefix         = "acme-production-of-models"
    account        = "1234"
    administrators = ["*"]
  }

  expect_failures = [var.prefix, var.account, var.administrators]
}

run "every_action_is_no_use" {
  command = plan

  variables {
    keys = { log = { noun = "key/log", uses = [{ sid = "All", principals = { AWS = ["arn:aws:iam::123456789012:role/a"] }, actions = ["kms:*"] }] } }
  }

  expect_failures = [var.keys]
}

run "everybody_is_nobody_in_particular" {
  command = plan

  variables {
    keys = { log = { noun = "key/log", uses = [{ sid = "All", principals = { AWS = ["*"] }, actions = ["kms:Decrypt"] }] } }
  }

  expect_failures = [var.keys]
}

run "keys_without_an_administrator_are_refused" {
  command = plan

  variables {
    administrators = []
  }

  expect_failures = [aws_kms_key.this]
}
