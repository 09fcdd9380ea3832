provider "aws" {
  region = "eu-central-1"
}

variables {
  prefix     = "acme-prod"
  account    = "123456789012"
  region     = "eu-central-1"
  network    = { subnets = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"], group = "sg-0123456789abcdef0" }
  volume_key = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  models = {
    fraud = {
      machine  = "ml.m6i.large"
      deployer = "acme-prod-deploy-fraud"
      server   = "arn:aws:iam::123456789012:role/holdfast/acme-prod-serve-fraud"
      invokers = ["acme-prod-system-shop"]
    }
  }
}

run "a_model_is_deployed_in_isolation_or_not_at_all" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role_policy.deploy["fraud"].policy).Statement[0].Condition == {
      Bool = { "sagemaker:NetworkIsolation" = "true" }
      "ForAllValues:StringEquals" = {
        "sagemaker:VpcSecurityGroupIds" = ["sg-0123456789abcdef0"]
        "sagemaker:VpcSubnets"          = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
      }
      Null = { "sagemaker:VpcSecurityGroupIds" = "false", "sagemaker:VpcSubnets" = "false" }
    }
    error_message = "A model can be made outside of the network, or without isolation."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.deploy["fraud"].policy).Statement[1].Condition == {
      ArnEquals                   = { "sagemaker:VolumeKmsKey" = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555" }
      "ForAllValues:StringEquals" = { "sagemaker:InstanceTypes" = ["ml.m6i.large"] }
    }
    error_message = "An endpoint can be made without the key, or on another machine."
  }

  assert {
    condition = [
      for one in jsondecode(aws_iam_role_policy.deploy["fraud"].policy).Statement : [one.Resource, one.Condition.StringEquals["iam:PassedToService"]] if one.Action == "iam:PassRole"
    ] == [["arn:aws:iam::123456789012:role/holdfast/acme-prod-serve-fraud", "sagemaker.amazonaws.com"]]
    error_message = "Another role can be passed, or to another service."
  }

  assert {
    condition = alltrue(flatten([
      for one in jsondecode(aws_iam_role_policy.deploy["fraud"].policy).Statement : [
        for arn in flatten([one.Resource]) : strcontains(arn, "/acme-prod-fraud") || arn == "arn:aws:iam::123456789012:role/holdfast/acme-prod-serve-fraud"
      ]
    ]))
    error_message = "A right reaches other models."
  }
}

run "who_calls_calls_one_endpoint" {
  command = plan

  assert {
    condition = { for name, one in aws_iam_role_policy.invoke : one.role => one(jsondecode(one.policy).Statement) } == {
      acme-prod-system-shop = { Sid = "Invoke", Effect = "Allow", Action = "sagemaker:InvokeEndpoint", Resource = "arn:aws:sagemaker:eu-central-1:123456789012:endpoint/acme-prod-fraud" }
    }
    error_message = "Others call the endpoint, or another one."
  }
}

run "without_a_deployer_nobody_deploys" {
  command = plan

  variables {
    models = { fraud = { machine = "ml.m6i.large", server = "arn:aws:iam::123456789012:role/a", invokers = [] } }
  }

  assert {
    condition     = length(aws_iam_role_policy.deploy) == 0
    error_message = "Somebody deploys."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    prefix     = "acme prod"
    account    = "123456789012 "
    region     = "*"
    network    = { subnets = [], group = "sg-0123456789abcdef0" }
    volume_key = "*"
    models     = { Fraud = { machine = "ml.m6i.large", server = "arn:aws:iam::123456789012:role/a", invokers = [] } }
  }

  expect_failures = [var.prefix, var.account, var.region, var.network, var.volume_key, var.models]
}

run "every_machine_is_no_machine" {
  command = plan

  variables {
    models = { fraud = { machine = "ml.*", server = "arn:aws:iam::123456789012:role/a", invokers = [] } }
  }

  expect_failures = [var.models]
}

run "every_role_is_no_role" {
  command = plan

  variables {
    models = { fraud = { machine = "ml.m6i.large", server = "arn:aws:iam::123456789012:role/*", invokers = [] } }
  }

  expect_failures = [var.models]
}
