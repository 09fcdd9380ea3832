provider "aws" {
  region = "eu-central-1"
}

variables {
  prefix      = "acme-prod"
  account     = "123456789012"
  region      = "eu-central-1"
  production  = true
  key         = "arn:aws:kms:eu-central-1:123456789012:key/11111111-0000-0000-0000-000000000000"
  readers     = { fraud = { name = "acme-prod-serve-fraud", arn = "arn:aws:iam::123456789012:role/holdfast/acme-prod-serve-fraud" } }
  path        = "/holdfast/"
  boundary    = "arn:aws:iam::123456789012:policy/holdfast/ci/acme-prod-boundary"
  network     = { subnets = ["subnet-0123456789abcdef0"], group = "sg-0123456789abcdef0" }
  log_key     = "arn:aws:kms:eu-central-1:123456789012:key/22222222-0000-0000-0000-000000000000"
  undelivered = "arn:aws:sqs:eu-central-1:123456789012:acme-prod-undelivered"
}

run "a_secret_is_encrypted_and_can_be_had_back" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret.this["fraud"].name == "acme-prod/fraud" && aws_secretsmanager_secret.this["fraud"].kms_key_id == var.key
    error_message = "The secret is encrypted by another key."
  }

  assert {
    condition     = aws_secretsmanager_secret.this["fraud"].recovery_window_in_days == 30
    error_message = "A secret of production that is deleted is there for another 30 days."
  }

  assert {
    condition     = one(aws_secretsmanager_secret_rotation.this["fraud"].rotation_rules).automatically_after_days == 30
    error_message = "The secret stays the same."
  }
}

run "its_endpoint_reads_it_and_nobody_else" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret_policy.this["fraud"].block_public_policy
    error_message = "The secret can be made public."
  }

  assert {
    condition = jsondecode(aws_secretsmanager_secret_policy.this["fraud"].policy).Statement == [{
      Sid       = "OnlyItsEndpoint"
      Effect    = "Deny"
      Principal = "*"
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/holdfast/acme-prod-serve-fraud" } }
    }]
    error_message = "Somebody else reads the secret."
  }

  assert {
    condition     = one(jsondecode(aws_iam_role_policy.read["fraud"].policy).Statement).Resource == "arn:aws:secretsmanager:eu-central-1:123456789012:secret:acme-prod/fraud-??????"
    error_message = "The endpoint reads other secrets."
  }
}

run "the_rotation_reads_no_secret" {
  command = plan

  assert {
    condition     = !strcontains(aws_iam_role_policy.rotate[0].policy, "GetSecretValue") && !strcontains(aws_iam_role_policy.rotate[0].policy, "secretsmanager:*")
    error_message = "The rotation can read secrets."
  }

  assert {
    condition = jsondecode(aws_iam_role.rotate[0].assume_role_policy).Statement == [{
      Sid       = "Take"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
    error_message = "Others take the role of the rotation."
  }

  assert {
    condition     = alltrue([for one in jsondecode(aws_iam_role_policy.rotate[0].policy).Statement : !strcontains(jsonencode(one.Action), "*")])
    error_message = "The rotation may every action of a service."
  }

  assert {
    condition = alltrue([
      for one in jsondecode(aws_iam_role_policy.rotate[0].policy).Statement : one.Resource != "*" || try(one.Condition.StringEquals["aws:RequestedRegion"], null) == var.region
    ])
    error_message = "A right is for everything, everywhere."
  }

  assert {
    condition     = aws_iam_role.rotate[0].permissions_boundary == var.boundary && aws_iam_role.rotate[0].path == var.path
    error_message = "The role of the rotation has no boundary."
  }

  assert {
    condition     = tolist(aws_lambda_function.rotate[0].vpc_config[0].subnet_ids) == var.network.subnets && aws_lambda_function.rotate[0].dead_letter_config[0].target_arn == var.undelivered
    error_message = "The rotation runs outside of the network, or its failures are lost."
  }

  assert {
    condition     = aws_lambda_permission.rotate[0].source_account == var.account && aws_lambda_permission.rotate[0].principal == "secretsmanager.amazonaws.com"
    error_message = "Others than the Secrets Manager of this account call the rotation."
  }

  assert {
    condition     = aws_cloudwatch_log_group.rotate[0].kms_key_id == var.log_key && aws_cloudwatch_log_group.rotate[0].retention_in_days == 365
    error_message = "What the rotation says is not encrypted, or not kept."
  }
}

run "without_a_secret_there_is_no_rotation" {
  command = plan

  variables {
    readers = {}
  }

  assert {
    condition     = length(aws_lambda_function.rotate) + length(aws_iam_role.rotate) + length(aws_secretsmanager_secret.this) == 0
    error_message = "Something is made that nothing needs."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    prefix      = "acme-prod/"
    account     = "*"
    region      = ""
    key         = "aws/secretsmanager"
    path        = "holdfast"
    boundary    = "arn:aws:iam::123456789012:role/holdfast/acme-prod-boundary"
    network     = { subnets = ["10.0.0.0/8"], group = "sg-0123456789abcdef0" }
    log_key     = "arn:aws:kms:eu-central-1:123456789012:alias/groups"
    undelivered = "acme-prod-undelivered"
    readers     = { "*" = { name = "acme-prod-serve-fraud", arn = "arn:aws:iam::123456789012:role/acme-prod-serve-fraud" } }
  }

  expect_failures = [
    var.prefix, var.account, var.region, var.key, var.path, var.boundary, var.network, var.log_key, var.undelivered, var.readers,
  ]
}

run "every_role_is_no_role" {
  command = plan

  variables {
    readers = { fraud = { name = "acme-prod-serve-fraud", arn = "*" } }
  }

  expect_failures = [var.readers]
}
