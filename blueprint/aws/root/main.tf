# The environment whose name the folder has. Everything about it stands in holdfast.yaml; adding a dataset there is the
# whole change.

terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }

  # Bucket and region come from backend.hcl: `terraform init -backend-config=backend.hcl`.
  backend "s3" {
    encrypt      = true
    use_lockfile = true
  }
}

locals {
  file        = "${path.module}/../../holdfast.yaml"
  environment = "__ENVIRONMENT__"
  declared    = yamldecode(file(local.file))
  own         = local.declared.environments[local.environment]
}

provider "aws" {
  region              = try(local.own.region, local.declared.cloud.region)
  allowed_account_ids = [local.own.account]

  default_tags {
    tags = {
      platform    = local.declared.platform
      environment = local.environment
    }
  }
}

module "environment" {
  source = "../modules/environment"

  file        = local.file
  environment = local.environment
}

output "environment" {
  description = "What `holdfast deploy` and the pipeline need to know of the environment."
  value       = module.environment
}

# What a change of these rules is judged by: the workflow reads it from the state, where no pull request reaches.
output "approvals" {
  description = "Who must approve a plan: how many of which team, by their logins."
  value = { for team, count in try(local.own.approvals, {}) : team => {
    count  = count
    logins = [for name in local.declared.teams[team].members : try(local.declared.people[name].github, name)]
  } }
}
