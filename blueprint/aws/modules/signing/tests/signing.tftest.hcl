provider "aws" {
  region = "eu-central-1"
}

variables {
  prefix         = "acme-prod"
  account        = "123456789012"
  production     = true
  administrators = ["arn:aws:iam::123456789012:role/holdfast/ci/acme-prod-ci-apply"]
  ready          = []
  signers = {
    train  = ["arn:aws:iam::123456789012:role/holdfast/acme-prod-train-fraud"]
    deploy = ["arn:aws:iam::123456789012:role/holdfast/acme-prod-deploy-fraud"]
  }
}

run "a_key_signs_and_does_nothing_else" {
  command = plan

  assert {
    condition = alltrue([
      for key in aws_kms_key.this : key.key_usage == "SIGN_VERIFY" && key.customer_master_key_spec == "ECC_NIST_P256" && key.deletion_window_in_days == 30
    ])
    error_message = "A key of production signs by P-256, and can be had back for 30 days."
  }

  assert {
    condition     = { for name, alias in aws_kms_alias.this : name => alias.name } == { deploy = "alias/acme-prod-sign-deploy", train = "alias/acme-prod-sign-train" }
    error_message = "The alias is made of the prefix and of what is signed."
  }
}

run "who_signs_has_one_key_and_who_administers_none" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for name, key in aws_kms_key.this : [
        for one in jsondecode(key.policy).Statement : one.Sid == "Sign" && tolist(one.Principal.AWS) == var.signers[name]
        if contains(one.Action, "kms:Sign")
      ]
    ]))
    error_message = "Somebody else can sign."
  }

  assert {
    condition = alltrue(flatten([
      for key in aws_kms_key.this : [for one in jsondecode(key.policy).Statement : !strcontains(jsonencode([one.Principal, one.Action]), "*")]
    ]))
    error_message = "There is a wildcard among those who may, or in what they may."
  }
}

run "outside_of_production_14_days_are_enough" {
  command = plan

  variables {
    production = false
  }

  assert {
    condition     = alltrue([for key in aws_kms_key.this : key.deletion_window_in_days == 14])
    error_message = "A key that is deleted is there for another 14 days."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    prefix         = "Acme"
    account        = "12345678901x"
    administrators = []
    signers        = { train = [] }
  }

  expect_failures = [var.prefix, var.account, var.administrators, var.signers]
}

run "everybody_is_nobody_in_particular" {
  command = plan

  variables {
    administrators = ["arn:aws:iam::123456789012:root"]
    signers        = { train = ["arn:aws:iam::123456789012:role/*"] }
  }

  expect_failures = [var.administrators, var.signers]
}
