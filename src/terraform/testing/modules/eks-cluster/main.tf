terraform {
  required_version = ">= 1.3"

  required_providers {
    aws  = { source = "hashicorp/aws", version = ">= 5.79" }
    tls  = { source = "hashicorp/tls", version = ">= 4.0" }
    time = { source = "hashicorp/time", version = ">= 0.9" }
    null = { source = "hashicorp/null", version = ">= 3.0" }
  }

  backend "s3" {
    bucket         = "state-of-the-platform"
    key            = "eks/terraform.tfstate"
    region         = "eu-west-1"
    dynamodb_table = "locks"
  }
}

provider "aws" {
  region = local.region
}

data "aws_availability_zones" "available" {}

locals {
  name   = "ex-${basename(path.cwd)}"
  region = "eu-west-1"
  azs    = slice(data.aws_availability_zones.available.names, 0, 2)
}

module "eks" {
  source = "./modules/cluster"

  cluster_name    = "prod"
  cluster_version = "1.31"
  subnet_ids      = aws_subnet.private[*].id
  vpc_id          = aws_vpc.this.id

  cluster_addons = {
    coredns    = { most_recent = true }
    kube-proxy = {}
    vpc-cni = {
      before_compute           = true
      service_account_role_arn = module.vpc_cni_irsa.iam_role_arn
      configuration_values     = jsonencode({ env = { ENABLE_PREFIX_DELEGATION = "true" } })
    }
  }

  access_entries = {
    admin = {
      principal_arn = aws_iam_role.admin.arn
      policies      = ["AmazonEKSClusterAdminPolicy"]
    }
  }

  eks_managed_node_groups = {
    default = { instance_types = ["m6i.large"], min_size = 1, max_size = 5 }
    gpu = {
      instance_types = ["g5.xlarge"]
      taints         = { gpu = { key = "nvidia.com/gpu", effect = "NO_SCHEDULE" } }
      block_device_mappings = {
        xvda = { device_name = "/dev/xvda", ebs = { volume_size = 200, encrypted = true } }
      }
    }
  }
}

module "vpc_cni_irsa" {
  source = "./modules/irsa"

  role_name             = "vpc-cni"
  attach_vpc_cni_policy = true

  oidc_providers = {
    main = {
      provider_arn               = module.eks.oidc_provider_arn
      namespace_service_accounts = ["kube-system:aws-node"]
    }
  }
}

module "data_irsa" {
  source = "./modules/irsa"

  role_name = "data-reader"
  policies = {
    read = aws_iam_policy.read.arn
  }

  oidc_providers = {
    main = {
      provider_arn               = module.eks.oidc_provider_arn
      namespace_service_accounts = ["ml:trainer", "ml:server"]
    }
  }
}

resource "aws_iam_policy" "read" {
  name_prefix = "read-"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:GetObject"], Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "cluster-admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = data.aws_caller_identity.current.arn }
      },
    ]
  })
}

data "aws_caller_identity" "current" {}

resource "aws_vpc" "this" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "private" {
  count             = length(local.azs)
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 4, count.index)
  availability_zone = local.azs[count.index]

  tags = {
    "kubernetes.io/role/internal-elb" = 1
  }
}
