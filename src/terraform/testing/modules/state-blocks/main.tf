terraform {
  required_version = ">= 1.7"
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 6.0" }
  }
}

provider "aws" {
  region = "us-east-1"
}

import {
  to = aws_s3_bucket.imported
  id = "made-by-hand"
}

import {
  for_each = { a = "role-a", b = "role-b" }
  to       = aws_iam_role.imported[each.key]
  id       = each.value
}

import {
  to = module.queue.aws_sqs_queue.this
  id = "https://sqs.us-east-1.amazonaws.com/123456789012/by-hand"
}

moved {
  from = aws_s3_bucket.old
  to   = aws_s3_bucket.imported
}

moved {
  from = module.old_queue
  to   = module.queue
}

removed {
  from = aws_instance.forgotten

  lifecycle {
    destroy = false
  }
}

resource "aws_s3_bucket" "imported" {
  bucket = "made-by-hand"
  tags   = { Managed = "now" }
}

resource "aws_iam_role" "imported" {
  for_each = { a = "role-a", b = "role-b" }
  name     = each.value
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

module "queue" {
  source = "./queue"
}

resource "aws_iam_policy" "bucket" {
  name   = "bucket"
  policy = data.aws_iam_policy_document.bucket.json

  lifecycle {
    precondition {
      condition     = startswith(aws_s3_bucket.imported.arn, "arn:aws:s3:::")
      error_message = "Not a bucket."
    }

    postcondition {
      condition     = self.path == "/"
      error_message = "Not at the top."
    }
  }
}

data "aws_iam_policy_document" "bucket" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.imported.arn}/*"]
  }
}

resource "terraform_data" "replacement" {
  input            = { bucket = aws_s3_bucket.imported.arn }
  triggers_replace = [aws_s3_bucket.imported.id]

  provisioner "local-exec" {
    command = "touch /tmp/holdfast-was-here"
  }
}

resource "aws_lambda_invocation" "once" {
  function_name = "setup"
  input         = jsonencode({ queue = module.queue.url })

  lifecycle {
    replace_triggered_by = [terraform_data.replacement]
  }
}

check "bucket_answers" {
  data "aws_s3_bucket" "again" {
    bucket = aws_s3_bucket.imported.id
  }

  assert {
    condition     = data.aws_s3_bucket.again.region == "us-east-1"
    error_message = "The bucket is elsewhere."
  }
}
