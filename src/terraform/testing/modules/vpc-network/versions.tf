terraform {
  required_version = ">= 1.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.30"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Project   = "network"
      ManagedBy = "terraform"
    }
  }
}
