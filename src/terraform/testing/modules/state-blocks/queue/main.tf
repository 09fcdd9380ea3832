resource "aws_sqs_queue" "this" {
  name = "by-hand"
}

output "url" {
  value = aws_sqs_queue.this.url
}
