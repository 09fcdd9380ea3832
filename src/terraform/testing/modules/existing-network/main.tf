terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 6.0" }
  }
}

provider "aws" {
  region = "us-west-2"
}

data "aws_vpc" "this" {
  tags = {
    Name = "shared"
  }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.this.id]
  }

  tags = {
    Tier = "private"
  }
}

data "aws_subnet" "private" {
  for_each = toset(data.aws_subnets.private.ids)
  id       = each.value
}

data "aws_route_tables" "private" {
  vpc_id = data.aws_vpc.this.id
}

data "aws_s3_bucket" "artifacts" {
  bucket = "artifacts"
}

data "aws_kms_alias" "data" {
  name = "alias/data"
}

data "aws_kms_key" "s3" {
  key_id = "alias/aws/s3"
}

data "aws_iam_role" "deploy" {
  name = "deploy"
}

data "aws_iam_policy" "read" {
  name = "ReadOnlyAccess"
}

data "aws_eks_cluster" "this" {
  name = "shared"
}

data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

locals {
  issuer = replace(data.aws_eks_cluster.this.identity[0].oidc[0].issuer, "https://", "")
}

resource "aws_route" "out" {
  count                  = length(data.aws_route_tables.private.ids)
  route_table_id         = tolist(data.aws_route_tables.private.ids)[count.index]
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = "tgw-0123456789abcdef0"
}

resource "aws_security_group" "this" {
  name   = "from-private"
  vpc_id = data.aws_vpc.this.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [for subnet in data.aws_subnet.private : subnet.cidr_block]
  }

  ingress {
    from_port       = 80
    to_port         = 80
    protocol        = "tcp"
    prefix_list_ids = [data.aws_ec2_managed_prefix_list.cloudfront.id]
  }
}

resource "aws_s3_bucket_policy" "artifacts" {
  bucket = data.aws_s3_bucket.artifacts.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = data.aws_iam_role.deploy.arn }
      Action    = ["s3:GetObject", "s3:PutObject"]
      Resource  = "${data.aws_s3_bucket.artifacts.arn}/*"
    }]
  })
}

resource "aws_iam_role" "pod" {
  name = "pod"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${local.issuer}" }
      Condition = { StringEquals = { "${local.issuer}:aud" = "sts.amazonaws.com" } }
    }]
  })
}

resource "aws_iam_role_policy" "pod" {
  role = aws_iam_role.pod.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "kms:Decrypt"
      Resource = [data.aws_kms_alias.data.target_key_arn, data.aws_kms_key.s3.arn]
    }]
  })
}

resource "aws_iam_role_policy_attachment" "pod" {
  role       = aws_iam_role.pod.name
  policy_arn = data.aws_iam_policy.read.arn
}

output "ca" {
  value = base64decode(data.aws_eks_cluster.this.certificate_authority[0].data) != ""
}

output "zones" {
  value = alltrue([for subnet in data.aws_subnet.private : startswith(subnet.availability_zone, "us-west-2")])
}
