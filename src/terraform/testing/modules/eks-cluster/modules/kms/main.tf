data "aws_caller_identity" "this" {}

variable "administrators" {
  type = list(string)
}

variable "users" {
  type = list(string)
}

data "aws_iam_policy_document" "this" {
  dynamic "statement" {
    for_each = length(var.administrators) > 0 ? [1] : []

    content {
      sid       = "KeyAdministration"
      actions   = ["kms:Update*", "kms:Create*"]
      resources = ["*"]

      principals {
        type        = "AWS"
        identifiers = var.administrators
      }
    }
  }

  statement {
    sid       = "KeyUsage"
    actions   = ["kms:Encrypt", "kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = var.users
    }
  }
}

resource "aws_kms_key" "this" {
  policy              = coalesce(null, data.aws_iam_policy_document.this.json)
  enable_key_rotation = true
}

resource "aws_kms_alias" "this" {
  name          = "alias/eks/prod"
  target_key_id = aws_kms_key.this.key_id
}

output "key_arn" {
  value = aws_kms_key.this.arn
}
