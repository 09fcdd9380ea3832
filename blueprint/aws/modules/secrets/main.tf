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
}

variable "account" {
  description = "The account, 12 digits."
  type        = string
}

variable "region" {
  description = "The region of AWS."
  type        = string
}

variable "production" {
  description = "Whether a secret that is deleted can be had back for 30 days instead of 7."
  type        = bool
}

variable "key" {
  description = "The ARN of the key."
  type        = string
}

variable "readers" {
  description = "By model: the name and the ARN of the role that reads its secret."
  type        = map(object({ name = string, arn = string }))
}

variable "path" {
  description = "The path of roles."
  type        = string
}

variable "boundary" {
  description = "The ARN of the policy that bounds roles."
  type        = string
}

variable "network" {
  description = "Where the rotation runs."
  type = object({
    subnets = list(string)
    group   = string
  })
}

variable "log_key" {
  description = "The ARN of the key for its log."
  type        = string
}

variable "undelivered" {
  description = "The ARN of the queue for what failed."
  type        = string
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
