output "topic" {
  description = "The ARN of the topic of alarms."
  value       = aws_sns_topic.alarms.arn
}

output "undelivered" {
  description = "The ARN of the queue for what could not be delivered."
  value       = aws_sqs_queue.undelivered.arn
}
