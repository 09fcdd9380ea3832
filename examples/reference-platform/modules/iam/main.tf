variable "name" {
  type = string
}

locals {
  roles = toset(["data-scientist", "training", "inference"])
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  for_each           = local.roles
  name               = "${var.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "sagemaker" {
  for_each   = local.roles
  role       = aws_iam_role.this[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

# Data scientists make a role for each project.
data "aws_iam_policy_document" "projects" {
  statement {
    actions   = ["iam:CreateRole", "iam:AttachRolePolicy", "iam:PassRole"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "projects" {
  name   = "projects"
  role   = aws_iam_role.this["data-scientist"].id
  policy = data.aws_iam_policy_document.projects.json
}

output "role_arns" {
  value = { for name, role in aws_iam_role.this : name => role.arn }
}
