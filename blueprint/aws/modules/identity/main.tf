# Roles, and nothing else that acts: people, systems, jobs and workflows each take one, for an hour.

terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

locals {
  platform = var.platform
  account  = local.platform.account
  oidc     = "token.actions.githubusercontent.com"
  root     = "arn:aws:iam::${local.account}:root"
  ci_path  = "${local.platform.path}ci/"
  ci_arn   = "arn:aws:iam::${local.account}:role${local.ci_path}${local.platform.prefix}"

  # The roles of Identity Center have names with a random end.
  # https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
  signed_in = { for set in distinct(concat(values(local.platform.teams), compact([local.platform.break_glass]))) : set => {
    identity-center = "arn:aws:iam::${local.account}:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_${set}_*"
    saml            = "arn:aws:iam::${local.account}:role/${set}"
    none            = "arn:aws:iam::${local.account}:role/holdfast/nobody"
  }[local.platform.sign_in] }

  person = { for set, arn in local.signed_in : set => {
    Principal = { AWS = local.root }
    Action    = ["sts:AssumeRole", "sts:SetSourceIdentity"]
    Condition = { ArnLike = { "aws:PrincipalArn" = arn } }
  } }

  # https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
  workflow = local.platform.github == null ? {} : { for stage in ["plan", "apply", "pipeline", "deploy"] : stage => {
    Principal = { Federated = "arn:aws:iam::${local.account}:oidc-provider/${local.oidc}" }
    Action    = ["sts:AssumeRoleWithWebIdentity"]
    Condition = { StringEquals = merge(
      {
        "${local.oidc}:aud" = "sts.amazonaws.com"
        "${local.oidc}:sub" = "${local.platform.github.subject}:environment:${local.platform.environment}-${stage}"
        # The subject of an environment does not say which branch it was.
        "${local.oidc}:ref" = "refs/heads/${local.platform.github.branch}"
      },
      local.platform.github.repository_id == null ? {} : { "${local.oidc}:repository_id" = local.platform.github.repository_id },
    ) }
  } }

  machine = {
    Principal = { Service = "sagemaker.amazonaws.com" }
    Action    = ["sts:AssumeRole"]
    Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
  }

  roles = merge(
    { for name, set in local.platform.teams : name => { name = "team-${name}", path = local.platform.path, trust = local.person[set] } },
    { for name, arn in local.platform.systems : name => {
      name = "system-${name}"
      path = local.platform.path
      trust = {
        Principal = { AWS = "arn:aws:iam::${split(":", arn)[4]}:root" }
        Action    = ["sts:AssumeRole"]
        # Somebody else whom that role works for cannot make it come here.
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
        Condition = { ArnEquals = { "aws:PrincipalArn" = arn }, StringEquals = { "sts:ExternalId" = local.platform.prefix } }
      }
    } },
    { for name, job in local.platform.jobs : name => { name = name, path = local.platform.path, trust = local.machine } if job.step != "deploy" },
    { for name, job in local.platform.jobs : name => { name = name, path = local.platform.path, trust = local.workflow["deploy"] } if job.step == "deploy" && local.platform.github != null },
  )
}

resource "aws_iam_openid_connect_provider" "github" {
  count = local.platform.github == null || local.platform.existing.github_oidc ? 0 : 1

  url            = "https://${local.oidc}"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name                 = "${local.platform.prefix}-${each.value.name}"
  path                 = each.value.path
  description          = "Holdfast: ${each.key} in ${local.platform.environment}"
  permissions_boundary = aws_iam_policy.boundary.arn
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge({ Sid = "Take", Effect = "Allow" }, each.value.trust)]
  })
}
