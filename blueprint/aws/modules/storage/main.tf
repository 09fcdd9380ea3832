# Buckets of datasets, models and the log. Each is closed three times: no identity has a right to it but those that the
# file names, its policy denies everybody else, and its key is for the same ones.

terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

resource "aws_s3_bucket" "this" {
  for_each = var.stores

  bucket = each.value.bucket
  # Erasing must stay possible for data of people: https://eur-lex.europa.eu/eli/reg/2016/679/oj Article 17
  object_lock_enabled = each.value.kind != "dataset"
  tags                = { "holdfast:noun" = "${each.value.kind}/${each.value.name}" }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = aws_s3_bucket.this

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.keys[each.key]
    }
  }
}

resource "aws_s3_bucket_object_lock_configuration" "this" {
  for_each = { for name, store in var.stores : name => store if store.kind != "dataset" }

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    default_retention {
      mode = var.production ? "COMPLIANCE" : "GOVERNANCE"
      days = var.production ? coalesce(each.value.retention_days, 365) : 30
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = var.stores

  bucket = aws_s3_bucket.this[each.key].id

  rule {
    id     = "retention"
    status = "Enabled"
    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    dynamic "expiration" {
      for_each = each.value.retention_days == null ? [] : [each.value.retention_days]
      content {
        days = expiration.value
      }
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_logging" "this" {
  for_each = aws_s3_bucket.this

  bucket        = each.value.id
  target_bucket = aws_s3_bucket.records.id
  target_prefix = "access/${each.key}/"
}

output "buckets" {
  description = "Names, by store."
  value       = { for name, bucket in aws_s3_bucket.this : name => bucket.bucket }
}

output "records" {
  description = "The bucket for what AWS itself records: access to buckets, and configuration."
  value       = aws_s3_bucket.records.bucket
}

output "ready" {
  description = "Known once the policies are there."
  value       = [for policy in aws_s3_bucket_policy.this : policy.id]
}
