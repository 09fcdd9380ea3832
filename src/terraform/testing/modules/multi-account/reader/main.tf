terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.here, aws.there]
    }
  }
}

data "aws_caller_identity" "there" {
  provider = aws.there
}

resource "aws_iam_role" "reader" {
  provider = aws.here
  name     = "reader"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = data.aws_caller_identity.there.account_id }
    }]
  })
}

resource "aws_sqs_queue" "audit" {
  provider = aws.there
  name     = "audit"
}

output "arn" {
  value = aws_iam_role.reader.arn
}
