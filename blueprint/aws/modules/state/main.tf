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

resource "aws_s3_bucket" "this" {
  bucket = var.bucket
  tags   = { "holdfast:noun" = "secret/state" }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.key
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "versions"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    noncurrent_version_expiration {
      newer_noncurrent_versions = 30
      noncurrent_days           = 365
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_logging" "this" {
  bucket        = aws_s3_bucket.this.id
  target_bucket = var.records
  target_prefix = "access/state/"
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [local.arn, "${local.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "OnlyReaders"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:GetObject", "s3:GetObjectVersion"]
        Resource  = ["${local.arn}/*"]
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
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}

output "bucket" {
  description = "For the backend of the root."
  value       = aws_s3_bucket.this.bucket
}
