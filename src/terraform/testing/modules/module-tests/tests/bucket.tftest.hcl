provider "aws" {
  region = "us-east-1"
}

variables {
  bucket_name = "from-the-test"
}

run "setup" {
  module {
    source = "./tests/setup"
  }
}

run "plan" {
  command = plan

  assert {
    condition     = aws_s3_bucket.this.bucket == "from-the-test"
    error_message = "The name is not taken."
  }
}

run "apply" {
  variables {
    lifecycle_days = 30
  }

  assert {
    condition     = output.arn == "arn:aws:s3:::from-the-test"
    error_message = "The ARN is another."
  }
}
