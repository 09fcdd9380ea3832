terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
  backend "s3" {
    bucket = "orchard-terraform-state"
    key    = "staging/terraform.tfstate"
    region = "eu-west-1"
  }
}

provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = {
      project     = "orchard"
      environment = "staging"
    }
  }
}

variable "github_token" {
  description = "Lets notebooks clone the private repository of the models"
  type        = string
  sensitive   = true
}

module "network" {
  source = "../../modules/network"
  name   = "orchard-staging"
  cidr   = "10.20.0.0/16"
}

module "storage" {
  source = "../../modules/storage"
  name   = "orchard-staging"
}

module "ecr" {
  source = "../../modules/ecr"
  name   = "orchard-staging"
}

module "iam" {
  source = "../../modules/iam"
  name   = "orchard-staging"
}

module "sagemaker" {
  source             = "../../modules/sagemaker"
  name               = "orchard-staging"
  vpc_id             = module.network.vpc_id
  subnet_ids         = module.network.subnet_ids
  security_group_ids = [module.network.security_group_id]
  role_arns          = module.iam.role_arns
  image_url          = module.ecr.urls["inference"]
  artifacts_bucket   = module.storage.artifacts_bucket
  instance_type      = "ml.m5.large"
  github_token       = var.github_token
}
