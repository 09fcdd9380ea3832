resource "random_pet" "this" {
  length = 2
}

resource "aws_kms_key" "objects" {
  description             = "KMS key is used to encrypt bucket objects"
  deletion_window_in_days = 7
}

module "log_bucket" {
  source = "./modules/bucket"

  bucket                         = "logs-of-the-shop"
  force_destroy                  = true
  attach_elb_log_delivery_policy = true
  control_object_ownership       = true
}

module "bucket" {
  source = "./modules/bucket"

  bucket = "data-of-the-shop"

  attach_deny_insecure_transport_policy = true
  attach_policy                         = true
  policy                                = data.aws_iam_policy_document.readers.json

  versioning = { status = true, mfa_delete = false }
  logging    = { target_bucket = module.log_bucket.s3_bucket_id, target_prefix = "log/" }

  server_side_encryption_configuration = {
    rule = {
      apply_server_side_encryption_by_default = {
        kms_master_key_id = aws_kms_key.objects.arn
        sse_algorithm     = "aws:kms"
      }
    }
  }

  cors_rule = jsonencode([
    {
      allowed_methods = ["PUT", "POST"]
      allowed_origins = ["https://shop.example"]
      allowed_headers = ["*"]
      max_age_seconds = 3000
    }
  ])

  lifecycle_rule = [
    {
      id      = "log"
      enabled = true
      filter  = { tags = { some = "value" } }
      transition = [
        { days = 30, storage_class = "ONEZONE_IA" },
        { days = 60, storage_class = "GLACIER" },
      ]
      expiration = { days = 90 }
    },
    {
      id         = "old"
      enabled    = false
      filter     = { prefix = "old/" }
      expiration = { expired_object_delete_marker = true }
    },
  ]

  intelligent_tiering = {
    general = {
      status = "Enabled"
      filter = { prefix = "/" }
      tiering = {
        ARCHIVE_ACCESS = { days = 180 }
      }
    }
  }
}

module "nothing" {
  source        = "./modules/bucket"
  create_bucket = false
}

data "aws_iam_policy_document" "readers" {
  statement {
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.reader.arn]
    }
    actions   = ["s3:ListBucket"]
    resources = ["arn:aws:s3:::data-of-the-shop"]
  }
}

resource "aws_iam_role" "reader" {
  name               = "reader"
  description        = random_pet.this.id
  assume_role_policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Action": "sts:AssumeRole",
          "Principal": { "Service": "ec2.amazonaws.com" },
          "Effect": "Allow",
          "Sid": ""
        }
      ]
    }
  EOF
}

resource "aws_s3_object" "settings" {
  bucket       = module.bucket.s3_bucket_id
  key          = "settings/app.json"
  content      = jsonencode({ debug = false })
  content_type = "application/json"
  etag         = md5(jsonencode({ debug = false }))
}

resource "aws_s3_bucket_notification" "this" {
  bucket = module.bucket.s3_bucket_id

  topic {
    topic_arn = aws_sns_topic.events.arn
    events    = ["s3:ObjectCreated:*"]
  }
}

resource "aws_sns_topic" "events" {
  name = "bucket-events"
}

output "domain" {
  value = module.bucket.s3_bucket_bucket_regional_domain_name
}
