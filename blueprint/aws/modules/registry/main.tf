# The models that there are: registered by release, approved by those whom the file names, by nobody else.

terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "prefix" {
  description = "Begins every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}$", var.prefix))
    error_message = "A prefix is 2 to 19 of a-z, 0-9 and -: the names that it begins have limits."
  }
}

variable "account" {
  description = "The account, 12 digits."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account))
    error_message = "An account is 12 digits, as a text."
  }
}

variable "region" {
  description = "The region of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region is written as in eu-central-1."
  }
}

variable "models" {
  description = "By name: names of the roles of those who approve, and of the job that registers."
  type = map(object({
    approvers = list(string)
    registrar = optional(string)
  }))

  validation {
    condition     = alltrue([for name in keys(var.models) : can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", name))])
    error_message = "Models have names of 2 to 20 of a-z, 0-9 and -."
  }

  validation {
    condition     = alltrue([for model in values(var.models) : !contains(model.approvers, coalesce(model.registrar, "nobody"))])
    error_message = "Whoever registers a model does not approve it."
  }
}

locals {
  own = "arn:aws:sagemaker:${var.region}:${var.account}"
  approvals = { for pair in flatten([
    for name, model in var.models : [for role in model.approvers : { model = name, role = role }]
  ]) : "${pair.model} ${pair.role}" => pair }
}

resource "aws_sagemaker_model_package_group" "this" {
  for_each = var.models

  model_package_group_name        = "${var.prefix}-${each.key}"
  model_package_group_description = "Versions of ${each.key}"
  tags                            = { "holdfast:noun" = "model/${each.key}" }
}

# https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html
resource "aws_iam_role_policy" "approve" {
  for_each = local.approvals

  name = "approve-${each.value.model}"
  role = each.value.role
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Approve"
        Effect    = "Allow"
        Action    = "sagemaker:UpdateModelPackage"
        Resource  = "${local.own}:model-package/${var.prefix}-${each.value.model}/*"
        Condition = { "ForAllValues:StringEquals" = { "sagemaker:ModelApprovalStatus" = ["Approved", "Rejected"] }, Null = { "sagemaker:ModelApprovalStatus" = "false" } }
      },
      {
        Sid      = "Look"
        Effect   = "Allow"
        Action   = ["sagemaker:DescribeModelPackage", "sagemaker:DescribeModelPackageGroup", "sagemaker:ListModelPackages"]
        Resource = ["${local.own}:model-package-group/${var.prefix}-${each.value.model}", "${local.own}:model-package/${var.prefix}-${each.value.model}/*"]
      },
    ]
  })
}

resource "aws_iam_role_policy" "register" {
  for_each = { for name, model in var.models : name => model.registrar if model.registrar != null }

  name = "register"
  role = each.value
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Register"
      Effect   = "Allow"
      Action   = ["sagemaker:AddTags", "sagemaker:CreateModelPackage", "sagemaker:DescribeModelPackage", "sagemaker:DescribeModelPackageGroup"]
      Resource = ["${local.own}:model-package-group/${var.prefix}-${each.key}", "${local.own}:model-package/${var.prefix}-${each.key}/*"]
    }]
  })
}

output "groups" {
  description = "Names of the groups, by model."
  value       = { for name, group in aws_sagemaker_model_package_group.this : name => group.model_package_group_name }
}
