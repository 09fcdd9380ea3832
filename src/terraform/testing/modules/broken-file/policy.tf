resource "aws_s3_bucket_policy" "good" {
  bucket = aws_s3_bucket.good.id
  policy = data.aws_iam_policy_document.good.json
}

data "aws_iam_policy_document" "good" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.good.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
