terraform {
  required_version = ">= 1.8.0"
  required_providers {
    aws   = { source = "hashicorp/aws", version = ">= 5.40.0" }
    time  = { source = "hashicorp/time", version = ">= 0.12.0" }
    local = { source = "hashicorp/local", version = ">= 2.5.0" }
  }
}

provider "aws" {
  region = "eu-south-1"
}

locals {
  queue  = provider::aws::arn_parse(aws_sqs_queue.this.arn)
  target = provider::aws::arn_build("aws", "lambda", local.queue.region, local.queue.account_id, "function:consumer")
}

resource "aws_sqs_queue" "this" {
  name = "parsed"
}

resource "aws_iam_role" "this" {
  name               = "consumer"
  path               = "/team/a/"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_lambda_permission" "this" {
  action        = "lambda:InvokeFunction"
  function_name = local.target
  principal     = "sqs.amazonaws.com"
}

resource "aws_iam_policy" "map" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      Resource = provider::aws::trim_iam_role_path(aws_iam_role.this.arn)
    }]
  })
}

resource "time_static" "at" {
  rfc3339 = "2024-02-29T12:00:00Z"
}

resource "time_offset" "later" {
  base_rfc3339 = time_static.at.rfc3339
  offset_days  = 7
}

output "parsed" {
  value = local.queue
}

output "year" {
  value = provider::time::rfc3339_parse("2024-02-29T12:00:00Z").year
}

output "exists" {
  value = provider::local::direxists("${path.module}/nowhere")
}

output "later" {
  value = time_offset.later.rfc3339
}
