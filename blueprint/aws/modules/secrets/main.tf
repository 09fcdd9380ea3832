# One secret for each model that is served: what its endpoint needs to know. A rotation gives it its value, never Terraform,
# whose state would keep it.

terraform {
  required_version = ">= 1.6"
  required_providers {
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.7"
    }
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

variable "production" {
  description = "Whether a secret that is deleted can be had back for 30 days instead of 7."
  type        = bool
}

variable "key" {
  description = "The ARN of the key."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.key))
    error_message = "A key is named by the ARN of the key, not of an alias."
  }
}

variable "readers" {
  description = "By model: the name and the ARN of the role that reads its secret."
  type        = map(object({ name = string, arn = string }))

  validation {
    condition     = alltrue([for name in keys(var.readers) : can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", name))])
    error_message = "Models have names of 2 to 20 of a-z, 0-9 and -."
  }

  validation {
    condition     = alltrue([for one in values(var.readers) : can(regex("^[A-Za-z0-9_+=,.@-]{1,64}$", one.name)) && can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", one.arn))])
    error_message = "A secret is read by one role, given by its name and its ARN."
  }
}

variable "path" {
  description = "The path of roles."
  type        = string

  validation {
    condition     = can(regex("^/([a-z0-9-]+/)+$", var.path))
    error_message = "A path begins and ends with /, and is not that of all roles."
  }
}

variable "boundary" {
  description = "The ARN of the policy that bounds roles."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:iam::[0-9]{12}:policy/.+$", var.boundary))
    error_message = "A boundary is the ARN of a policy."
  }
}

variable "network" {
  description = "Where the rotation runs."
  type = object({
    subnets = list(string)
    group   = string
  })

  validation {
    condition     = can(regex("^sg-[0-9a-f]+$", var.network.group)) && length(var.network.subnets) > 0 && alltrue([for subnet in var.network.subnets : can(regex("^subnet-[0-9a-f]+$", subnet))])
    error_message = "A network is the ids of one subnet or more and of a security group."
  }
}

variable "log_key" {
  description = "The ARN of the key for its log."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.log_key))
    error_message = "A key is named by the ARN of the key, not of an alias."
  }
}

variable "undelivered" {
  description = "The ARN of the queue for what failed."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:sqs:[a-z0-9-]+:[0-9]{12}:.+$", var.undelivered))
    error_message = "A queue is named by its ARN."
  }
}

locals {
  arn = { for model in keys(var.readers) : model => "arn:aws:secretsmanager:${var.region}:${var.account}:secret:${var.prefix}/${model}-??????" }
}

resource "aws_secretsmanager_secret" "this" {
  for_each = var.readers

  name                    = "${var.prefix}/${each.key}"
  description             = "What the endpoint of ${each.key} needs to know"
  kms_key_id              = var.key
  recovery_window_in_days = var.production ? 30 : 7
  tags                    = { "holdfast:noun" = "secret/${each.key}" }
}

resource "aws_secretsmanager_secret_policy" "this" {
  for_each = var.readers

  secret_arn          = aws_secretsmanager_secret.this[each.key].arn
  block_public_policy = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyItsEndpoint"
      Effect    = "Deny"
      Principal = "*"
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = each.value.arn } }
    }]
  })
}

resource "aws_iam_role_policy" "read" {
  for_each = var.readers

  name = "secret"
  role = each.value.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Read"
      Effect   = "Allow"
      Action   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
      Resource = local.arn[each.key]
    }]
  })
}
