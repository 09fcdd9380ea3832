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
}

variable "account" {
  description = "The account, 12 digits."
  type        = string
}

variable "region" {
  description = "The region of AWS."
  type        = string
}

variable "models" {
  description = "By name: names of the roles of those who approve, and of the job that registers."
  type = map(object({
    approvers = list(string)
    registrar = optional(string)
  }))
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
