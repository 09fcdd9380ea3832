terraform {
  required_version = ">= 1.9"
  required_providers {
    aws    = { source = "hashicorp/aws", version = "~> 6.0" }
    tls    = { source = "hashicorp/tls" }
    github = { source = "integrations/github", version = "~> 6.0" }
  }
}

provider "aws" {}

provider "github" {
  owner = "example"
}

variable "repositories" {
  type = map(object({
    branches = optional(list(string), ["main"])
    policies = optional(map(string), {})
    inline   = optional(any)
  }))

  default = {
    infra = { policies = { admin = "arn:aws:iam::aws:policy/AdministratorAccess" } }
    app   = { branches = ["main", "release/*"] }
  }

  validation {
    condition     = alltrue([for name in keys(var.repositories) : can(regex("^[a-z-]+$", name))])
    error_message = "A repository has a plain name."
  }
}

data "tls_certificate" "github" {
  url = "https://token.actions.githubusercontent.com/.well-known/openid-configuration"
}

resource "aws_iam_openid_connect_provider" "github" {
  url             = "https://token.actions.githubusercontent.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = [data.tls_certificate.github.certificates[0].sha1_fingerprint]
}

data "aws_iam_policy_document" "trust" {
  for_each = var.repositories

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "ForAllValues:StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = aws_iam_openid_connect_provider.github.client_id_list
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = [for branch in each.value.branches : "repo:example/${each.key}:ref:refs/heads/${branch}"]
    }
  }
}

resource "aws_iam_role" "github" {
  for_each           = var.repositories
  name               = "github-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}

resource "aws_iam_role_policy_attachment" "github" {
  for_each = merge([
    for name, repository in var.repositories : { for key, arn in repository.policies : "${name}/${key}" => { name = name, arn = arn } }
  ]...)

  role       = aws_iam_role.github[each.value.name].name
  policy_arn = each.value.arn
}

resource "github_actions_secret" "role" {
  for_each        = aws_iam_role.github
  repository      = trimprefix(each.value.name, "github-")
  secret_name     = "AWS_ROLE"
  plaintext_value = each.value.arn
}

check "narrow" {
  assert {
    condition     = alltrue([for role in aws_iam_role.github : !strcontains(role.assume_role_policy, "repo:*")])
    error_message = "Any repository may assume a role."
  }
}
