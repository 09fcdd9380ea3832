# One customer key per dataset, model, log and service. Use is granted here only: an identity's own policy can give none of
# it, since the root statement allows recovery and nothing else.
# https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html

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
  description = "ARNs of the roles that administer the keys; none of them can decrypt."
  type        = list(string)

  validation {
    condition     = alltrue([for arn in var.administrators : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", arn))])
    error_message = "Roles are named by their ARNs, one by one: no wildcard, no account, nobody else."
  }
}

variable "keys" {
  description = "By name: what the key is for, and who uses it how."
  nullable    = false
  type = map(object({
    noun = string
    uses = list(object({
      sid        = string
      principals = map(list(string))
      actions    = list(string)
      conditions = optional(map(map(list(string))), {})
    }))
  }))

  validation {
    condition = alltrue(flatten([
      for key in values(var.keys) : [for use in key.uses : [for action in use.actions : startswith(action, "kms:") && action != "kms:*"]]
    ]))
    error_message = "A use of a key is a list of single actions of KMS."
  }

  validation {
    condition = alltrue(flatten([
      for key in values(var.keys) : [for use in key.uses : [for who in values(use.principals) : [for one in who : !strcontains(one, "*")]]]
    ]))
    error_message = "A use of a key names everybody who has it: no wildcard."
  }
}

variable "ready" {
  description = "Anything that is known once the roles exist: KMS refuses a policy that names a role before it does."
  type        = any
}

locals {
  # An alias takes a right to the key too: https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html
  administer = [
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
  ]
  recover = ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:ListKeyPolicies", "kms:PutKeyPolicy"]
}

resource "aws_kms_key" "this" {
  for_each = var.keys

  description             = "${var.prefix} ${each.key}"
  enable_key_rotation     = true
  deletion_window_in_days = var.production ? 30 : 14
  tags                    = { "holdfast:noun" = each.value.noun }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        { Sid = "Administer", Effect = "Allow", Principal = { AWS = var.administrators }, Action = local.administer, Resource = "*" },
        { Sid = "Recover", Effect = "Allow", Principal = { AWS = "arn:aws:iam::${var.account}:root" }, Action = local.recover, Resource = "*" },
      ],
      [
        for use in each.value.uses : merge(
          { Sid = use.sid, Effect = "Allow", Principal = use.principals, Action = use.actions, Resource = "*" },
          length(use.conditions) == 0 ? {} : { Condition = use.conditions },
        ) if anytrue([for who in values(use.principals) : length(who) > 0])
      ],
    )
  })

  lifecycle {
    prevent_destroy = true

    precondition {
      condition     = length(var.administrators) > 0
      error_message = "Nobody would administer the keys: declare github in holdfast.yaml."
    }
  }

  depends_on = [var.ready]
}

resource "aws_kms_alias" "this" {
  for_each = var.keys

  name          = "alias/${var.prefix}-${each.key}"
  target_key_id = aws_kms_key.this[each.key].key_id
}

output "arns" {
  description = "By name."
  value       = { for name, key in aws_kms_key.this : name => key.arn }
}
