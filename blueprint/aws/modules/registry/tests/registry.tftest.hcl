provider "aws" {
  region = "eu-central-1"
}

variables {
  prefix  = "acme-prod"
  account = "123456789012"
  region  = "eu-central-1"
  models = {
    fraud = { approvers = ["acme-prod-team-risk", "acme-prod-team-science"], registrar = "acme-prod-release-fraud" }
    churn = { approvers = [] }
  }
}

run "who_approves_decides_and_changes_nothing_else" {
  command = plan

  assert {
    condition     = { for name, one in aws_iam_role_policy.approve : name => one.role } == { "fraud acme-prod-team-risk" = "acme-prod-team-risk", "fraud acme-prod-team-science" = "acme-prod-team-science" }
    error_message = "Others approve."
  }

  assert {
    condition = alltrue([
      for one in aws_iam_role_policy.approve : jsondecode(one.policy).Statement[0].Condition == {
        "ForAllValues:StringEquals" = { "sagemaker:ModelApprovalStatus" = ["Approved", "Rejected"] }
        Null                        = { "sagemaker:ModelApprovalStatus" = "false" }
      }
    ])
    error_message = "Whoever approves can change more of a version than whether it is approved."
  }

  assert {
    condition = alltrue(flatten([
      for one in aws_iam_role_policy.approve : [
        for statement in jsondecode(one.policy).Statement : [
          for arn in flatten([statement.Resource]) : can(regex("^arn:aws:sagemaker:eu-central-1:123456789012:model-package(-group)?/acme-prod-fraud(/\\*)?$", arn))
        ]
      ]
    ]))
    error_message = "A right reaches other models."
  }
}

run "who_registers_does_not_approve" {
  command = plan

  assert {
    condition     = { for name, one in aws_iam_role_policy.register : name => one.role } == { fraud = "acme-prod-release-fraud" }
    error_message = "Others register."
  }

  assert {
    condition     = alltrue([for one in aws_iam_role_policy.register : !strcontains(one.policy, "UpdateModelPackage") && !strcontains(one.policy, "sagemaker:*")])
    error_message = "Whoever registers can approve."
  }

  assert {
    condition     = output.groups == { churn = "acme-prod-churn", fraud = "acme-prod-fraud" }
    error_message = "Each model has a group."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    prefix  = "acme_prod"
    account = ""
    region  = "eu-central"
    models  = { "fraud/*" = { approvers = [] } }
  }

  expect_failures = [var.prefix, var.account, var.region, var.models]
}

run "one_role_has_no_two_duties" {
  command = plan

  variables {
    models = { fraud = { approvers = ["acme-prod-release-fraud"], registrar = "acme-prod-release-fraud" } }
  }

  expect_failures = [var.models]
}
