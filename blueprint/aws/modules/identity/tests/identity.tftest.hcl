# No account but the one of examples: these are for `holdfast plan --test`, which has no account at all.
provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["123456789012"]
}

variables {
  state      = "acme-prod-state-123456789012"
  network    = { subnets = ["subnet-0123456789abcdef0"], group = "sg-0123456789abcdef0" }
  volume_key = "arn:aws:kms:eu-central-1:123456789012:key/11111111-0000-0000-0000-000000000000"
  platform = {
    prefix      = "acme-prod"
    path        = "/holdfast/"
    account     = "123456789012"
    region      = "eu-central-1"
    environment = "prod"
    sign_in     = "identity-center"
    teams       = { science = "acme-prod-science" }
    systems     = { shop = "arn:aws:iam::210987654321:role/shop" }
    jobs        = { train-fraud = { step = "train", of = "fraud" }, deploy-fraud = { step = "deploy", of = "fraud" } }
    break_glass = "acme-prod-platform"
    github      = { subject = "repo:acme@1/ml@2", repository_id = "2", branch = "main" }
    existing    = { github_oidc = false }
    arns = {
      science      = "arn:aws:iam::123456789012:role/holdfast/acme-prod-team-science"
      shop         = "arn:aws:iam::123456789012:role/holdfast/acme-prod-system-shop"
      train-fraud  = "arn:aws:iam::123456789012:role/holdfast/acme-prod-train-fraud"
      deploy-fraud = "arn:aws:iam::123456789012:role/holdfast/acme-prod-deploy-fraud"
    }
    stores = {
      dataset-orders = {
        bucket  = "acme-prod-dataset-orders-123456789012"
        readers = ["arn:aws:iam::123456789012:role/holdfast/acme-prod-train-fraud"]
        writers = []
        erasers = []
      }
    }
  }
}

run "every_role_is_bounded_and_is_taken_for_an_hour" {
  command = plan

  assert {
    condition     = toset([for role in concat(values(aws_iam_role.this), values(aws_iam_role.ci)) : role.max_session_duration]) == toset([3600])
    error_message = "A session lasts longer than an hour."
  }

  assert {
    condition     = { for name, role in aws_iam_role.this : name => "${role.path}${role.name}" } == { deploy-fraud = "/holdfast/acme-prod-deploy-fraud", science = "/holdfast/acme-prod-team-science", shop = "/holdfast/acme-prod-system-shop", train-fraud = "/holdfast/acme-prod-train-fraud" }
    error_message = "Each team, system and job has a role, and nobody else."
  }

  assert {
    condition     = { for name, role in aws_iam_role.ci : name => "${role.path}${role.name}" } == { break-glass = "/holdfast/ci/acme-prod-break-glass", ci-apply = "/holdfast/ci/acme-prod-ci-apply", ci-pipeline = "/holdfast/ci/acme-prod-ci-pipeline", ci-plan = "/holdfast/ci/acme-prod-ci-plan" }
    error_message = "The roles of workflows are not below the path that they cannot change."
  }
}

# The ARNs of boundaries are known once they are made.
run "the_boundaries_are_those_of_this_module" {
  assert {
    condition     = toset([for role in aws_iam_role.this : role.permissions_boundary]) == toset(["arn:aws:iam::123456789012:policy/holdfast/ci/acme-prod-boundary"])
    error_message = "A role has another boundary, or none."
  }

  assert {
    condition     = toset([for role in aws_iam_role.ci : role.permissions_boundary]) == toset(["arn:aws:iam::123456789012:policy/holdfast/ci/acme-prod-ci-boundary"])
    error_message = "A role of a workflow has another boundary, or none."
  }
}

run "only_one_repository_branch_and_environment_gets_in" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role.ci["ci-apply"].assume_role_policy).Statement == [{
      Sid       = "Take"
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
      Action    = ["sts:AssumeRoleWithWebIdentity"]
      Condition = { StringEquals = {
        "token.actions.githubusercontent.com:aud"           = "sts.amazonaws.com"
        "token.actions.githubusercontent.com:ref"           = "refs/heads/main"
        "token.actions.githubusercontent.com:repository_id" = "2"
        "token.actions.githubusercontent.com:sub"           = "repo:acme@1/ml@2:environment:prod-apply"
      } }
    }]
    error_message = "Another workflow gets the role that applies."
  }

  assert {
    condition = alltrue([
      for role in concat(values(aws_iam_role.this), values(aws_iam_role.ci)) : alltrue([
        for one in jsondecode(role.assume_role_policy).Statement : one.Principal != "*" && length(one.Condition) > 0
      ])
    ])
    error_message = "A role is taken without a condition."
  }

  assert {
    condition = jsondecode(aws_iam_role.this["shop"].assume_role_policy).Statement[0].Condition == {
      ArnEquals    = { "aws:PrincipalArn" = "arn:aws:iam::210987654321:role/shop" }
      StringEquals = { "sts:ExternalId" = "acme-prod" }
    }
    error_message = "Others of that account come in, or make the system do it."
  }
}

run "workflows_read_no_data_and_change_no_workflow" {
  command = plan

  assert {
    condition = length(setsubtract(["NoData", "NobodyElse", "NotItself"], [
      for one in jsondecode(aws_iam_policy.ci_boundary.policy).Statement : one.Sid if one.Effect == "Deny"
    ])) == 0
    error_message = "The boundary of workflows lacks a limit."
  }

  assert {
    condition = [
      for one in jsondecode(aws_iam_policy.apply["identity"].policy).Statement : one.Condition.StringEquals["iam:PermissionsBoundary"] if one.Sid == "RolesBelowTheBoundary"
    ] == ["arn:aws:iam::123456789012:policy/holdfast/ci/acme-prod-boundary"]
    error_message = "What applies can make roles without a boundary."
  }

  assert {
    condition = alltrue(flatten([
      for policy in aws_iam_policy.apply : [
        for one in jsondecode(policy.policy).Statement : !strcontains(jsonencode(one.Action), "*") && (one.Effect == "Deny" || one.Resource != "*" || can(one.Condition.StringEquals))
      ]
    ]))
    error_message = "What applies may every action of a service, or acts on everything without a condition."
  }

  assert {
    condition = alltrue(flatten([
      for policy in aws_iam_policy.apply : [
        for one in jsondecode(policy.policy).Statement : length(setintersection(flatten([one.Action]), ["kms:Decrypt", "s3:GetObject", "secretsmanager:GetSecretValue", "sts:AssumeRole"])) == 0
      ]
    ]))
    error_message = "What applies reads data, or becomes somebody else."
  }
}

run "the_boundaries_name_actions_and_whom_roles_are_passed_to" {
  command = plan

  assert {
    condition     = alltrue([for one in jsondecode(aws_iam_policy.boundary.policy).Statement : !strcontains(jsonencode(one.Action), "*")])
    error_message = "The boundary of teams, systems and jobs lets every action of a service through."
  }

  assert {
    condition = alltrue([
      for one in jsondecode(aws_iam_policy.boundary.policy).Statement :
      one.Resource != "*" || try(one.Condition.StringEquals["aws:RequestedRegion"], null) == "eu-central-1"
    ])
    error_message = "The boundary lets through what is everywhere."
  }

  # The ARN says whose it is and where, so that no condition has to.
  assert {
    condition = alltrue(flatten([
      for one in jsondecode(aws_iam_policy.boundary.policy).Statement : [
        for arn in flatten([one.Resource]) : can(regex("^arn:aws:(ecr|logs|sagemaker|secretsmanager|sqs):eu-central-1:123456789012:", arn)) || can(regex("^arn:aws:(s3|kms|iam):", arn)) || arn == "*"
      ]
    ]))
    error_message = "The boundary lets through what is another account's."
  }

  assert {
    condition = jsonencode({
      for one in jsondecode(aws_iam_policy.boundary.policy).Statement : one.Sid => sort(keys(one.Condition)) if strcontains(jsonencode(one.Action), "sagemaker:CreateModel\"") || strcontains(jsonencode(one.Action), "EndpointConfig\"") && !strcontains(jsonencode(one.Action), "Delete") || strcontains(jsonencode(one.Action), "UpdateModelPackage")
    }) == jsonencode({ ClosedModels = ["Bool", "ForAllValues:StringEquals", "Null"], EncryptedEndpoints = ["ArnLike", "ForAllValues:StringEquals"], Approvals = ["ForAllValues:StringEquals", "Null"] })
    error_message = "The boundary lets models be open, endpoints unencrypted, or approvals be more than that."
  }

  assert {
    condition = alltrue(flatten([
      for right in ["models", "network"] : [
        for one in jsondecode(aws_iam_policy.apply[right].policy).Statement : can(regex("^arn:aws:[a-z0-9-]+:eu-central-1:123456789012:", one.Resource))
      ]
    ]))
    error_message = "What applies reaches other regions, or more than one service."
  }

  assert {
    condition = alltrue([
      for one in jsondecode(aws_iam_policy.apply["identity"].policy).Statement : alltrue([for arn in flatten([one.Resource]) : startswith(arn, "arn:aws:iam::123456789012:role/")]) if one.Effect == "Allow"
    ])
    error_message = "What applies changes more of IAM than roles."
  }

  assert {
    condition = alltrue(flatten([
      for policy in concat([aws_iam_policy.boundary.policy, aws_iam_role_policy.pipeline[0].policy], values(aws_iam_policy.apply)[*].policy) : [
        for one in jsondecode(policy).Statement :
        can(one.Condition.StringEquals["iam:PassedToService"]) && alltrue([for arn in flatten([one.Resource]) : can(regex("^arn:aws:iam::123456789012:role/(holdfast|aws-service-role/config.amazonaws.com)/[A-Za-z-]+$", arn))])
        if one.Effect == "Allow" && strcontains(jsonencode(one.Action), "iam:PassRole")
      ]
    ]))
    error_message = "A role is passed that is not named, or to any service."
  }

  assert {
    condition = alltrue(flatten([
      for policy in concat([aws_iam_policy.boundary.policy, aws_iam_role_policy.pipeline[0].policy], values(aws_iam_policy.apply)[*].policy) : [
        for one in jsondecode(policy).Statement : length(flatten([one.Resource])) > 0
      ]
    ]))
    error_message = "A statement has no resource: IAM refuses it. No model is served here."
  }

  assert {
    condition     = alltrue([for one in jsondecode(aws_iam_role_policy.pipeline[0].policy).Statement : !strcontains(jsonencode(one.Action), "*")])
    error_message = "The pipeline may every action of a service."
  }
}

run "the_pipeline_starts_closed_jobs_only" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role_policy.pipeline[0].policy).Statement[0].Condition == {
      Bool                        = { "sagemaker:InterContainerTrafficEncryption" = "true", "sagemaker:NetworkIsolation" = "true" }
      "ForAllValues:StringEquals" = { "sagemaker:VpcSecurityGroupIds" = ["sg-0123456789abcdef0"], "sagemaker:VpcSubnets" = ["subnet-0123456789abcdef0"] }
      Null                        = { "sagemaker:VpcSecurityGroupIds" = "false", "sagemaker:VpcSubnets" = "false" }
      ArnEquals                   = { "sagemaker:VolumeKmsKey" = "arn:aws:kms:eu-central-1:123456789012:key/11111111-0000-0000-0000-000000000000" }
    }
    error_message = "A job can be started outside of the network, or without its key."
  }

  assert {
    condition = [
      for one in jsondecode(aws_iam_role_policy.pipeline[0].policy).Statement : one.Resource if one.Sid == "PassToJobs"
    ] == [["arn:aws:iam::123456789012:role/holdfast/acme-prod-train-fraud", "arn:aws:iam::123456789012:role/holdfast/nobody"]]
    error_message = "The pipeline passes other roles than those of jobs."
  }
}

run "data_is_read_by_who_is_named" {
  command = plan

  assert {
    condition     = keys(aws_iam_role_policy.data) == ["train-fraud"]
    error_message = "Somebody else has rights to data."
  }

  assert {
    condition     = { for one in jsondecode(aws_iam_role_policy.data["train-fraud"].policy).Statement : one.Sid => one.Resource } == { ReadBuckets = ["arn:aws:s3:::acme-prod-dataset-orders-123456789012"], ReadObjects = ["arn:aws:s3:::acme-prod-dataset-orders-123456789012/*"] }
    error_message = "A right to data reaches further than it says."
  }
}

run "who_is_outside_and_what_is_unused_is_analysed" {
  command = plan

  assert {
    condition     = [aws_accessanalyzer_analyzer.outside.type, aws_accessanalyzer_analyzer.unused.type] == ["ACCOUNT", "ACCOUNT_UNUSED_ACCESS"]
    error_message = "An analyzer is missing."
  }
}

run "a_provider_that_is_there_is_used" {
  command = plan

  variables {
    platform = merge(var.platform, { existing = { github_oidc = true } })
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0
    error_message = "The provider is made twice."
  }
}

run "without_github_there_is_no_workflow" {
  command = plan

  variables {
    platform = merge(var.platform, { github = null, break_glass = null })
  }

  assert {
    condition     = length(aws_iam_role.ci) + length(aws_iam_openid_connect_provider.github) + length(aws_iam_role_policy.pipeline) == 0
    error_message = "A role waits for workflows that there are not."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    state      = "*"
    network    = { subnets = ["subnet-0123456789abcdef0"], group = "sg-*" }
    volume_key = "alias/volumes"
    machines   = ["*"]
    platform   = merge(var.platform, { prefix = "acme-prod-eu-central-1" })
  }

  expect_failures = [var.state, var.network, var.volume_key, var.machines, var.platform]
}

run "an_account_is_12_digits" {
  command = plan

  variables {
    platform = merge(var.platform, { account = "1234" })
  }

  expect_failures = [var.platform]
}

run "a_region_has_a_form" {
  command = plan

  variables {
    platform = merge(var.platform, { region = "europe" })
  }

  expect_failures = [var.platform]
}

run "the_path_of_all_roles_is_too_wide" {
  command = plan

  variables {
    platform = merge(var.platform, { path = "/" })
  }

  expect_failures = [var.platform]
}

run "people_sign_in_somehow" {
  command = plan

  variables {
    platform = merge(var.platform, { sign_in = "password" })
  }

  expect_failures = [var.platform]
}

run "every_system_is_no_system" {
  command = plan

  variables {
    platform = merge(var.platform, { systems = { shop = "arn:aws:iam::210987654321:role/*" } })
  }

  expect_failures = [var.platform]
}

run "every_permission_set_is_no_team" {
  command = plan

  variables {
    platform = merge(var.platform, { teams = { science = "*" } })
  }

  expect_failures = [var.platform]
}

run "every_branch_is_no_branch" {
  command = plan

  variables {
    platform = merge(var.platform, { github = { subject = "repo:acme@1/ml@2", repository_id = "2", branch = "*" } })
  }

  expect_failures = [var.platform]
}
