# Where Terraform keeps what it knows. State holds secrets: only the roles of CI get at it.

terraform {
  required_version = ">= 1.10"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "bucket" {
  description = "The name of the bucket."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "A bucket has a name of 3 to 63 of a-z, 0-9 and -."
  }
}

variable "key" {
  description = "The ARN of the key."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.key))
    error_message = "A key is named by the ARN of the key, not of an alias."
  }
}

variable "readers" {
  description = "ARNs of the roles that read it."
  type        = list(string)

  validation {
    condition     = alltrue([for arn in var.readers : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", arn))])
    error_message = "Roles are named by their ARNs, one by one: no wildcard, no account, nobody else."
  }
}

variable "writers" {
  description = "ARNs of the roles that write it: whoever applies."
  type        = list(string)

  validation {
    condition     = alltrue([for arn in var.writers : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", arn))])
    error_message = "Roles are named by their ARNs, one by one: no wildcard, no account, nobody else."
  }
}

variable "records" {
  description = "The bucket that accesses are recorded in."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.records))
    error_message = "A bucket has a name of 3 to 63 of a-z, 0-9 and -."
  }
}

locals {
  arn    = "arn:aws:s3:::${var.bucket}"
  nobody = ["arn:aws:iam::000000000000:role/nobody"]
}

module "bucket" {
  source = "../bucket"

  name     = var.bucket
  noun     = "secret/state"
  key      = var.key
  versions = { days = 365, newest = 30 }
  records  = { bucket = var.records, prefix = "access/state/" }

  statements = [
    {
      Sid       = "OnlyReaders"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:ListBucketVersions"]
      Resource  = [local.arn, "${local.arn}/*"]
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = concat(var.readers, local.nobody) } }
    },
    {
      Sid       = "OnlyWriters"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject"]
      Resource  = ["${local.arn}/*"]
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = concat(var.writers, local.nobody) } }
    },
    {
      Sid       = "OnlyWritersSetUp"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketPolicy", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration"]
      Resource  = [local.arn]
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = concat(var.writers, local.nobody) } }
    },
  ]
}

output "bucket" {
  description = "For the backend of the root."
  value       = module.bucket.name
}
