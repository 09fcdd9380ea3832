# One key for each job that signs, and one for the log: who signed is who had the key, and nobody has two.

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
  description = "Begins every alias."
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

variable "production" {
  description = "Whether a key that is deleted can be had back for 30 days instead of 14."
  type        = bool
}

variable "administrators" {
  description = "ARNs of the roles that administer the keys; none of them can sign."
  type        = list(string)

  validation {
    condition     = length(var.administrators) > 0 && alltrue([for arn in var.administrators : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", arn))])
    error_message = "Keys are administered by one role or more, named by their ARNs, without wildcards."
  }
}

variable "signers" {
  description = "By the name of the key: ARNs of the roles that sign with it."
  type        = map(list(string))

  validation {
    condition     = alltrue([for signers in values(var.signers) : length(signers) > 0 && alltrue([for arn in signers : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", arn))])])
    error_message = "A key signs for one role or more, named by their ARNs, without wildcards."
  }
}

variable "ready" {
  description = "Anything that is known once the roles exist."
  type        = any
}

resource "aws_kms_key" "this" {
  for_each = var.signers

  description              = "${var.prefix} signs ${each.key}"
  customer_master_key_spec = "ECC_NIST_P256"
  key_usage                = "SIGN_VERIFY"
  deletion_window_in_days  = var.production ? 30 : 14
  tags                     = { "holdfast:noun" = "key/sign-${each.key}" }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Administer"
        Effect    = "Allow"
        Principal = { AWS = var.administrators }
        Action    = ["kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:EnableKey", "kms:GetKeyPolicy", "kms:ListResourceTags", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias", "kms:UpdateKeyDescription"]
        Resource  = "*"
      },
      {
        Sid       = "Recover"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${var.account}:root" }
        Action    = ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetPublicKey", "kms:PutKeyPolicy"]
        Resource  = "*"
      },
      {
        Sid       = "Sign"
        Effect    = "Allow"
        Principal = { AWS = each.value }
        Action    = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"]
        Resource  = "*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [var.ready]
}

resource "aws_kms_alias" "this" {
  for_each = var.signers

  name          = "alias/${var.prefix}-sign-${each.key}"
  target_key_id = aws_kms_key.this[each.key].key_id
}

output "arns" {
  description = "By name."
  value       = { for name, key in aws_kms_key.this : name => key.arn }
}
