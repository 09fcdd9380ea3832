terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["210987654321"]
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  role_sts_externalid = flatten([
    var.role_sts_externalid
  ])
  roles = {
    for name, role in var.roles : name => merge(role, {
      path = coalesce(role.path, "/")
    })
  }
}

data "aws_iam_policy_document" "assume" {
  for_each = local.roles

  dynamic "statement" {
    for_each = length(each.value.services) > 0 ? [1] : []

    content {
      effect  = "Allow"
      actions = compact(distinct(concat(["sts:AssumeRole"], each.value.trusted_role_actions)))

      principals {
        type        = "Service"
        identifiers = [for service in each.value.services : "${service}.${data.aws_partition.current.dns_suffix}"]
      }
    }
  }

  dynamic "statement" {
    for_each = length(each.value.trusted_arns) > 0 ? [1] : []

    content {
      effect  = "Allow"
      actions = ["sts:AssumeRole", "sts:TagSession"]

      principals {
        type        = "AWS"
        identifiers = each.value.trusted_arns
      }

      dynamic "condition" {
        for_each = length(local.role_sts_externalid) != 0 ? [true] : []
        content {
          test     = "StringEquals"
          variable = "sts:ExternalId"
          values   = local.role_sts_externalid
        }
      }

      dynamic "condition" {
        for_each = each.value.require_mfa ? { age = var.mfa_age } : {}
        content {
          test     = "NumericLessThan"
          variable = "aws:MultiFactorAuthAge"
          values   = [condition.value]
        }
      }
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name                  = each.key
  path                  = each.value.path
  max_session_duration  = each.value.hours * 3600
  force_detach_policies = true
  permissions_boundary  = aws_iam_policy.boundary.arn
  assume_role_policy    = data.aws_iam_policy_document.assume[each.key].json
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = merge([
    for name, role in local.roles : {
      for arn in role.policies : "${name}:${arn}" => { role = name, arn = arn }
    }
  ]...)

  role       = aws_iam_role.this[each.value.role].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/${each.value.arn}"
}

resource "aws_iam_policy" "boundary" {
  name        = "boundary"
  path        = "/platform/"
  description = "What nobody goes beyond"
  policy      = data.aws_iam_policy_document.boundary.json
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Everything"
    actions   = ["*"]
    resources = ["*"]
  }

  statement {
    sid       = "Region"
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:RequestedRegion"
      values   = ["eu-west-1", "eu-central-1"]
    }
  }
}

data "aws_iam_policy_document" "boundary" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json, file("${path.module}/extra.json")]
  override_policy_documents = [data.aws_iam_policy_document.override.json]

  statement {
    sid         = "NoIam"
    effect      = "Deny"
    not_actions = ["iam:Get*", "iam:List*"]
    resources   = ["arn:${local.partition}:iam::${local.account_id}:*"]
  }
}

data "aws_iam_policy_document" "override" {
  statement {
    sid       = "Region"
    effect    = "Deny"
    actions   = ["ec2:*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "self" {
  name   = "self-service"
  policy = data.aws_iam_policy_document.self.json
}

data "aws_iam_policy_document" "self" {
  statement {
    sid       = "OwnKeys"
    actions   = ["iam:*AccessKey*"]
    resources = ["arn:aws:iam::*:user/&{aws:username}"]
  }
}

resource "aws_iam_group" "admins" {
  name = "admins"
}

resource "aws_iam_group_policy_attachment" "admins" {
  for_each   = toset(["AdministratorAccess", "job-function/Billing"])
  group      = aws_iam_group.admins.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_iam_user" "this" {
  for_each             = toset(var.users)
  name                 = each.value
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_user_group_membership" "this" {
  for_each = aws_iam_user.this
  user     = each.value.name
  groups   = [aws_iam_group.admins.name]
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.this["ci"].name
}

resource "aws_iam_instance_profile" "this" {
  for_each = { for name, role in local.roles : name => role if contains(role.services, "ec2") }
  name     = each.key
  role     = aws_iam_role.this[each.key].name
}

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length        = 14
  require_lowercase_characters   = true
  require_numbers                = true
  require_uppercase_characters   = true
  require_symbols                = true
  allow_users_to_change_password = true
}

resource "aws_iam_service_linked_role" "es" {
  aws_service_name = "opensearchservice.amazonaws.com"
}

resource "aws_iam_saml_provider" "idp" {
  name                   = "corp"
  saml_metadata_document = "<EntityDescriptor entityID=\"corp\"/>"
}
