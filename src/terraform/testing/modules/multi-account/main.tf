terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

variable "accounts" {
  type = map(string)
  default = {
    security = "111111111111"
    workload = "222222222222"
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = { Owner = "root" }
  }
}

provider "aws" {
  alias  = "security"
  region = "eu-west-1"

  assume_role {
    role_arn     = "arn:aws:iam::${var.accounts.security}:role/terraform"
    session_name = "plan"
  }

  default_tags {
    tags = { Owner = "security" }
  }

  ignore_tags {
    key_prefixes = ["kubernetes.io/"]
  }
}

provider "aws" {
  alias               = "workload"
  region              = "us-gov-west-1"
  allowed_account_ids = [var.accounts.workload]
}

module "trail_bucket" {
  source = "./bucket"
  name   = "trail"

  readers = [module.reader.arn]

  providers = {
    aws = aws.security
  }
}

module "reader" {
  source = "./reader"

  providers = {
    aws.here  = aws.workload
    aws.there = aws.security
  }
}

resource "aws_kms_key" "shared" {
  provider = aws.security
  policy   = data.aws_iam_policy_document.key.json
  tags     = { Owner = "keys", Use = "shared" }
}

data "aws_caller_identity" "security" {
  provider = aws.security
}

data "aws_caller_identity" "workload" {
  provider = aws.workload
}

data "aws_partition" "workload" {
  provider = aws.workload
}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Owner"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.security.account_id}:root"]
    }
  }

  statement {
    sid       = "Others"
    actions   = ["kms:Decrypt"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.workload.partition}:iam::${data.aws_caller_identity.workload.account_id}:root"]
    }
  }
}

resource "aws_vpc_peering_connection" "this" {
  vpc_id        = aws_vpc.root.id
  peer_vpc_id   = aws_vpc.security.id
  peer_owner_id = data.aws_caller_identity.security.account_id
}

resource "aws_vpc" "root" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "root" }
}

resource "aws_vpc" "security" {
  provider   = aws.security
  cidr_block = "10.1.0.0/16"
}

resource "aws_ram_resource_share" "this" {
  name                      = "share"
  allow_external_principals = false
}

resource "aws_ram_principal_association" "this" {
  for_each           = var.accounts
  principal          = each.value
  resource_share_arn = aws_ram_resource_share.this.arn
}
