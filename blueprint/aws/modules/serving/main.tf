# Endpoints are made by `holdfast deploy`, once there is a model. Here are the limits that it cannot leave, and who may call.

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
  description = "Those that are served, by name: the roles by name that deploy, that it runs as by ARN, and that call it."
  type = map(object({
    machine  = string
    deployer = optional(string)
    server   = string
    invokers = list(string)
  }))

  validation {
    condition     = alltrue([for name in keys(var.models) : can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", name))])
    error_message = "Models have names of 2 to 20 of a-z, 0-9 and -."
  }

  validation {
    condition     = alltrue([for model in values(var.models) : can(regex("^ml\\.[a-z0-9-]+\\.[a-z0-9-]+$", model.machine))])
    error_message = "A machine is written as in ml.m6i.large."
  }

  validation {
    condition     = alltrue([for model in values(var.models) : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", model.server))])
    error_message = "An endpoint runs as one role, named by its ARN."
  }
}

variable "network" {
  description = "Where endpoints run."
  type = object({
    subnets = list(string)
    group   = string
  })

  validation {
    condition     = can(regex("^sg-[0-9a-f]+$", var.network.group)) && length(var.network.subnets) > 0 && alltrue([for subnet in var.network.subnets : can(regex("^subnet-[0-9a-f]+$", subnet))])
    error_message = "A network is the ids of one subnet or more and of a security group."
  }
}

variable "volume_key" {
  description = "The ARN of the key for disks."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.volume_key))
    error_message = "A key is named by the ARN of the key, not of an alias."
  }
}

locals {
  own = "arn:aws:sagemaker:${var.region}:${var.account}"
  calls = { for pair in flatten([
    for name, model in var.models : [for role in model.invokers : { model = name, role = role }]
  ]) : "${pair.model} ${pair.role}" => pair }
}

resource "aws_iam_role_policy" "deploy" {
  for_each = { for name, model in var.models : name => model if model.deployer != null }

  name = "deploy"
  role = each.value.deployer
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ClosedModel"
        Effect   = "Allow"
        Action   = "sagemaker:CreateModel"
        Resource = "${local.own}:model/${var.prefix}-${each.key}-*"
        Condition = {
          Bool                        = { "sagemaker:NetworkIsolation" = "true" }
          "ForAllValues:StringEquals" = { "sagemaker:VpcSecurityGroupIds" = [var.network.group], "sagemaker:VpcSubnets" = var.network.subnets }
          Null                        = { "sagemaker:VpcSecurityGroupIds" = "false", "sagemaker:VpcSubnets" = "false" }
        }
      },
      {
        Sid      = "EncryptedEndpoint"
        Effect   = "Allow"
        Action   = "sagemaker:CreateEndpointConfig"
        Resource = "${local.own}:endpoint-config/${var.prefix}-${each.key}-*"
        Condition = {
          ArnEquals                   = { "sagemaker:VolumeKmsKey" = var.volume_key }
          "ForAllValues:StringEquals" = { "sagemaker:InstanceTypes" = [each.value.machine] }
        }
      },
      {
        Sid      = "Endpoint"
        Effect   = "Allow"
        Action   = ["sagemaker:CreateEndpoint", "sagemaker:DeleteEndpoint", "sagemaker:DescribeEndpoint", "sagemaker:UpdateEndpoint"]
        Resource = ["${local.own}:endpoint/${var.prefix}-${each.key}", "${local.own}:endpoint-config/${var.prefix}-${each.key}-*"]
      },
      {
        Sid      = "CleanUp"
        Effect   = "Allow"
        Action   = ["sagemaker:AddTags", "sagemaker:DeleteEndpointConfig", "sagemaker:DeleteModel", "sagemaker:DescribeEndpointConfig", "sagemaker:DescribeModel"]
        Resource = ["${local.own}:endpoint/${var.prefix}-${each.key}", "${local.own}:endpoint-config/${var.prefix}-${each.key}-*", "${local.own}:model/${var.prefix}-${each.key}-*"]
      },
      {
        Sid       = "PassToServe"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = each.value.server
        Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_iam_role_policy" "invoke" {
  for_each = local.calls

  name = "invoke-${each.value.model}"
  role = each.value.role
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Invoke"
      Effect   = "Allow"
      Action   = "sagemaker:InvokeEndpoint"
      Resource = "${local.own}:endpoint/${var.prefix}-${each.value.model}"
    }]
  })
}
