provider "aws" {
  region = "us-east-1"
}

resource "aws_s3_bucket" "good" {
  bucket = "still-judged"
}

resource "aws_s3_bucket_public_access_block" "good" {
  bucket            = aws_s3_bucket.good.id
  block_public_acls = false
}
