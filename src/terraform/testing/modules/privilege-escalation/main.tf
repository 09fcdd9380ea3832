terraform {
  required_version = ">= 0.12"
}

provider "aws" {
  region                  = var.aws_region
  profile                 = var.profile
  shared_credentials_file = "~/.aws/credentials"
}

variable "aws_region" {
  default = "us-east-1"
}

variable "profile" {
  default = "lab"
}

variable "cgid" {
  description = "An id that makes the names of the lab unique"
}

variable "whitelist" {
  type = list(any)
}

data "aws_caller_identity" "current" {}
data "aws_canonical_user_id" "current" {}

locals {
  paths = {
    create-policy-version = ["iam:CreatePolicyVersion"]
    attach-user-policy    = ["iam:AttachUserPolicy"]
    pass-role-lambda      = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]
    pass-role-notebook    = ["iam:PassRole", "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"]
  }
}

resource "aws_iam_policy" "path" {
  for_each    = local.paths
  name        = "privesc-${each.key}"
  path        = "/"
  description = "Allows privesc via ${join(", ", each.value)}"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Action   = each.value
        Effect   = "Allow"
        Resource = "*"
      },
    ]
  })
}

resource "aws_iam_user" "path" {
  for_each = local.paths
  name     = "privesc-${each.key}-user"
  path     = "/"
}

resource "aws_iam_access_key" "path" {
  for_each = aws_iam_user.path
  user     = each.value.name
}

resource "aws_iam_role" "path" {
  for_each = local.paths
  name     = "privesc-${each.key}-role"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Action    = "sts:AssumeRole"
        Effect    = "Allow"
        Sid       = ""
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
      },
    ]
  })
}

resource "aws_iam_user_policy_attachment" "path" {
  for_each   = local.paths
  user       = aws_iam_user.path[each.key].name
  policy_arn = aws_iam_policy.path[each.key].arn
}

resource "aws_iam_role_policy_attachment" "path" {
  for_each   = local.paths
  role       = aws_iam_role.path[each.key].name
  policy_arn = aws_iam_policy.path[each.key].arn
}

resource "aws_iam_policy_attachment" "many" {
  name       = "many"
  users      = [for user in aws_iam_user.path : user.name]
  roles      = [aws_iam_role.admin.name]
  policy_arn = aws_iam_policy.path["pass-role-lambda"].arn
}

resource "aws_iam_user_policy" "inline" {
  name = "cg-${var.cgid}-standard"
  user = aws_iam_user.path["attach-user-policy"].name

  policy = <<EOF
{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "",
            "Effect": "Allow",
            "Action": ["iam:Get*", "iam:List*"],
            "Resource": "${aws_iam_user.path["attach-user-policy"].arn}"
        },
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Resource": "${aws_iam_role.admin.arn}"
        }
    ]
}
EOF
}

resource "aws_iam_role" "admin" {
  name               = "admin-${var.cgid}"
  assume_role_policy = file("${path.module}/assets/trust.json")
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "admin" {
  name = "admin-${var.cgid}"
  role = aws_iam_role.admin.name
}

resource "aws_iam_group" "developers" {
  name = "developers"
}

resource "aws_iam_group_policy" "developers" {
  group  = aws_iam_group.developers.id
  policy = file("assets/group.json")
}

resource "aws_iam_group_membership" "developers" {
  name  = "developers"
  group = aws_iam_group.developers.name
  users = values(aws_iam_user.path)[*].name
}

resource "aws_iam_user_login_profile" "developer" {
  user                    = aws_iam_user.path["attach-user-policy"].name
  password_reset_required = false
}

resource "aws_security_group" "ssh" {
  name = "cg-ssh-${var.cgid}"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = var.whitelist
  }
}

resource "aws_instance" "host" {
  ami                         = "ami-0a313d6098716f372"
  instance_type               = "t2.micro"
  iam_instance_profile        = aws_iam_instance_profile.admin.name
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.ssh.id]
  key_name                    = aws_key_pair.lab.key_name

  connection {
    type        = "ssh"
    user        = "ubuntu"
    private_key = file("~/.ssh/id_rsa")
    host        = self.public_ip
  }

  provisioner "file" {
    source      = "assets/app.py"
    destination = "/home/ubuntu/app.py"
  }

  metadata_options {
    http_tokens = "optional"
  }

  tags = {
    Name = "host-${var.cgid}"
  }
}

resource "aws_key_pair" "lab" {
  key_name   = "lab"
  public_key = file("../does-not-exist.pub")
}

output "attacker_access_key_id" {
  value = aws_iam_access_key.path["attach-user-policy"].id
}

output "attacker_secret_key" {
  value     = aws_iam_access_key.path["attach-user-policy"].secret
  sensitive = true
}
