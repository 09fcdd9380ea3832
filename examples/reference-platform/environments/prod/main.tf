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
    key    = "prod/terraform.tfstate"
    region = "eu-west-1"
  }
}

provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = {
      project     = "orchard"
      environment = "prod"
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
  name   = "orchard-prod"
  cidr   = "10.30.0.0/16"
}

module "storage" {
  source = "../../modules/storage"
  name   = "orchard-prod"
}

module "ecr" {
  source = "../../modules/ecr"
  name   = "orchard-prod"
}

module "iam" {
  source = "../../modules/iam"
  name   = "orchard-prod"
}

module "sagemaker" {
  source             = "../../modules/sagemaker"
  name               = "orchard-prod"
  vpc_id             = module.network.vpc_id
  subnet_ids         = module.network.subnet_ids
  security_group_ids = [module.network.security_group_id]
  role_arns          = module.iam.role_arns
  image_url          = module.ecr.urls["inference"]
  artifacts_bucket   = module.storage.artifacts_bucket
  instance_type      = "ml.m5.xlarge"
  github_token       = var.github_token
}
