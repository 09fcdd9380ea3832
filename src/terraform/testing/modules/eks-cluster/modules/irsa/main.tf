variable "role_name" {
  type = string
}

variable "oidc_providers" {
  type    = any
  default = {}
}

variable "attach_vpc_cni_policy" {
  type    = bool
  default = false
}

variable "policies" {
  type    = map(string)
  default = {}
}

data "aws_iam_policy_document" "this" {
  dynamic "statement" {
    for_each = var.oidc_providers

    content {
      effect  = "Allow"
      actions = ["sts:AssumeRoleWithWebIdentity"]

      principals {
        type        = "Federated"
        identifiers = [statement.value.provider_arn]
      }

      condition {
        test     = "StringEquals"
        variable = "${replace(statement.value.provider_arn, "/^(.*provider/)/", "")}:sub"
        values   = [for sa in statement.value.namespace_service_accounts : "system:serviceaccount:${sa}"]
      }

      condition {
        test     = "StringEquals"
        variable = "${replace(statement.value.provider_arn, "/^(.*provider/)/", "")}:aud"
        values   = ["sts.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role" "this" {
  name               = var.role_name
  assume_role_policy = data.aws_iam_policy_document.this.json
}

resource "aws_iam_policy" "vpc_cni" {
  count  = var.attach_vpc_cni_policy ? 1 : 0
  name   = "${var.role_name}-cni"
  policy = data.aws_iam_policy_document.vpc_cni[0].json
}

data "aws_iam_policy_document" "vpc_cni" {
  count = var.attach_vpc_cni_policy ? 1 : 0

  statement {
    sid       = "IPV4"
    actions   = ["ec2:AssignPrivateIpAddresses"]
    resources = ["*"]
  }

  statement {
    sid       = "CreateTags"
    actions   = ["ec2:CreateTags"]
    resources = ["arn:aws:ec2:*:*:network-interface/*"]
  }
}

resource "aws_iam_role_policy_attachment" "vpc_cni" {
  count      = var.attach_vpc_cni_policy ? 1 : 0
  role       = aws_iam_role.this.name
  policy_arn = aws_iam_policy.vpc_cni[0].arn
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = var.policies
  role       = aws_iam_role.this.name
  policy_arn = each.value
}

output "iam_role_arn" {
  value = aws_iam_role.this.arn
}
