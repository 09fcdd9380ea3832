provider "aws" {
  region = "eu-central-1"
}

variables {
  prefix       = "acme-dev"
  account      = "123456789012"
  region       = "eu-central-1"
  path         = "/holdfast/"
  jobs         = { train-fraud = "acme-dev-train-fraud" }
  models       = ["fraud"]
  boundary     = "arn:aws:iam::123456789012:policy/holdfast/ci/acme-dev-boundary"
  network      = { vpc = "vpc-0123456789abcdef0", subnets = ["subnet-0123456789abcdef0"], group = "sg-0123456789abcdef0" }
  makes_studio = true
  keys = {
    images  = "arn:aws:kms:eu-central-1:123456789012:key/11111111-0000-0000-0000-000000000000"
    volumes = "arn:aws:kms:eu-central-1:123456789012:key/22222222-0000-0000-0000-000000000000"
  }
}

run "nobody_changes_an_image" {
  command = plan

  assert {
    condition     = aws_ecr_repository.this["fraud"].name == "acme-dev/fraud" && aws_ecr_repository.this["fraud"].image_tag_mutability == "IMMUTABLE"
    error_message = "A tag can be moved to another image."
  }

  assert {
    condition     = aws_ecr_repository.this["fraud"].image_scanning_configuration[0].scan_on_push
    error_message = "An image is not scanned when it comes."
  }

  assert {
    condition     = aws_ecr_repository.this["fraud"].encryption_configuration[0].encryption_type == "KMS" && aws_ecr_repository.this["fraud"].encryption_configuration[0].kms_key == var.keys.images
    error_message = "Images are encrypted by another key."
  }
}

run "the_studio_has_no_internet" {
  command = plan

  assert {
    condition     = aws_sagemaker_domain.this[0].app_network_access_type == "VpcOnly" && tolist(aws_sagemaker_domain.this[0].subnet_ids) == var.network.subnets
    error_message = "The studio reaches the internet by the network of AWS."
  }

  assert {
    condition     = aws_sagemaker_domain.this[0].kms_key_id == var.keys.volumes
    error_message = "What people keep in the studio is encrypted by another key."
  }

  assert {
    condition     = aws_sagemaker_domain.this[0].domain_settings[0].execution_role_identity_config == "USER_PROFILE_NAME"
    error_message = "The log does not say who it was."
  }

  assert {
    condition     = aws_sagemaker_domain.this[0].default_user_settings[0].sharing_settings[0].notebook_output_option == "Disabled"
    error_message = "What a notebook shows is shared, and may hold data."
  }

  assert {
    condition     = aws_iam_role.studio[0].permissions_boundary == var.boundary && aws_iam_role.studio[0].max_session_duration == 3600
    error_message = "The role of the studio has no boundary, or sessions of more than an hour."
  }

  assert {
    condition     = jsondecode(aws_iam_role.studio[0].assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == var.account
    error_message = "SageMaker takes the role for others."
  }
}

run "production_has_no_studio" {
  command = plan

  variables {
    makes_studio = false
  }

  assert {
    condition     = length(aws_sagemaker_domain.this) + length(aws_iam_role.studio) == 0
    error_message = "People work in production."
  }
}

run "a_job_has_what_it_takes_to_run" {
  command = plan

  assert {
    condition = alltrue([
      for one in jsondecode(aws_iam_role_policy.run["train-fraud"].policy).Statement :
      !strcontains(jsonencode(one.Action), "*") && (one.Resource != "*" || can(one.Condition.StringEquals))
    ])
    error_message = "A right is for every action, or for everything without a condition."
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.run["train-fraud"].policy, "s3:") && !strcontains(aws_iam_role_policy.run["train-fraud"].policy, "kms:")
    error_message = "What a job needs to run gives it data: only grants do."
  }

  assert {
    condition     = [for one in jsondecode(aws_iam_role_policy.run["train-fraud"].policy).Statement : one.Resource if one.Sid == "Images"] == [["arn:aws:ecr:eu-central-1:123456789012:repository/acme-dev/fraud"]]
    error_message = "A job gets other images."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    prefix   = "9acme"
    account  = "1234567890123"
    region   = "eu central 1"
    path     = "/"
    boundary = "AdministratorAccess"
    jobs     = { train-fraud = "arn:aws:iam::123456789012:role/acme-dev-train-fraud" }
    models   = ["*"]
    network  = { vpc = "vpc-0123456789abcdef0", subnets = ["subnet-0123456789abcdef0"], group = "default" }
    keys     = { images = "arn:aws:kms:eu-central-1:123456789012:key/1", volumes = "alias/aws/sagemaker" }
  }

  expect_failures = [var.prefix, var.account, var.region, var.path, var.boundary, var.jobs, var.models, var.network, var.keys]
}
