resource "aws_s3_bucket" "broken" {
  bucket = "never-ends"
  tags = {
    Name = "broken"
