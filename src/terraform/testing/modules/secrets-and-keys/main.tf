terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = ">= 5.0" }
    random = { source = "hashicorp/random" }
    tls    = { source = "hashicorp/tls" }
    local  = { source = "hashicorp/local" }
    http   = { source = "hashicorp/http" }
  }
}

provider "aws" {
  region = "ca-central-1"
}

data "aws_caller_identity" "current" {}

data "http" "my_ip" {
  url = "https://checkip.amazonaws.com"
}

resource "random_uuid" "id" {}
resource "random_integer" "port" {
  min = 1024
  max = 2048
}
resource "random_shuffle" "zones" {
  input        = ["a", "b", "c"]
  result_count = 2
}
resource "random_string" "suffix" {
  length  = 6
  special = false
  upper   = false
}

resource "tls_private_key" "ssh" {
  algorithm = "RSA"
  rsa_bits  = 4096
}

resource "tls_self_signed_cert" "ca" {
  private_key_pem       = tls_private_key.ssh.private_key_pem
  validity_period_hours = 12
  is_ca_certificate     = true
  allowed_uses          = ["cert_signing"]

  subject {
    common_name = "ca"
  }
}

resource "aws_key_pair" "ssh" {
  key_name   = "ssh-${random_string.suffix.result}"
  public_key = tls_private_key.ssh.public_key_openssh
}

resource "local_sensitive_file" "key" {
  content         = tls_private_key.ssh.private_key_pem
  filename        = "${path.module}/keys/${aws_key_pair.ssh.key_name}.pem"
  file_permission = "0400"
}

resource "aws_security_group" "ssh" {
  name = "ssh"

  ingress {
    description = "me"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["${chomp(data.http.my_ip.response_body)}/32"]
  }
}

resource "aws_kms_key" "this" {
  description             = "secrets"
  multi_region            = true
  enable_key_rotation     = true
  rotation_period_in_days = 90
}

resource "aws_kms_key_policy" "this" {
  key_id = aws_kms_key.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Id      = "key-default-1"
    Statement = [
      {
        Sid       = "Root"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Via"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = "*"
        Condition = { StringEquals = { "kms:ViaService" = "secretsmanager.ca-central-1.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/secrets"
  target_key_id = aws_kms_key.this.id
}

resource "aws_kms_grant" "this" {
  key_id            = aws_kms_key.this.key_id
  grantee_principal = aws_iam_role.reader.arn
  operations        = ["Decrypt"]
}

resource "aws_secretsmanager_secret" "this" {
  for_each   = toset(["db", "api"])
  name       = "app/${each.key}"
  kms_key_id = aws_kms_alias.this.target_key_arn
}

resource "aws_secretsmanager_secret_version" "this" {
  for_each      = aws_secretsmanager_secret.this
  secret_id     = each.value.id
  secret_string = jsonencode({ value = random_string.suffix.result, port = random_integer.port.result })
}

resource "aws_secretsmanager_secret_policy" "this" {
  for_each            = aws_secretsmanager_secret.this
  secret_arn          = each.value.arn
  block_public_policy = true
  policy              = data.aws_iam_policy_document.secret[each.key].json
}

data "aws_iam_policy_document" "secret" {
  for_each = aws_secretsmanager_secret.this

  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [each.value.arn]
    not_principals {
      type        = "AWS"
      identifiers = [aws_iam_role.reader.arn]
    }
    effect = "Deny"
  }
}

resource "aws_iam_role" "reader" {
  name = "secret-reader"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
    Version   = "2012-10-17"
  })
}

resource "aws_dynamodb_table" "locks" {
  name         = "locks-${random_uuid.id.result}"
  hash_key     = "LockID"
  billing_mode = "PAY_PER_REQUEST"

  attribute {
    name = "LockID"
    type = "S"
  }
}

resource "aws_dynamodb_resource_policy" "locks" {
  resource_arn = aws_dynamodb_table.locks.arn
  policy       = data.aws_iam_policy_document.locks.json
}

data "aws_iam_policy_document" "locks" {
  statement {
    actions   = ["dynamodb:*"]
    resources = [aws_dynamodb_table.locks.arn, "${aws_dynamodb_table.locks.arn}/index/*"]
    principals {
      type        = "AWS"
      identifiers = [data.aws_caller_identity.current.account_id]
    }
  }
}

output "shuffled" {
  value = length(random_shuffle.zones.result)
}

output "public" {
  value = startswith(tls_private_key.ssh.public_key_openssh, "ssh-rsa ")
}
