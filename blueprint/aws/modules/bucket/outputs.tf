output "name" {
  description = "The name of the bucket, known once it is there."
  value       = aws_s3_bucket.this.bucket
}

output "policy" {
  description = "The text of its policy."
  value       = aws_s3_bucket_policy.this.policy
}

output "ready" {
  description = "Known once the policy is there."
  value       = aws_s3_bucket_policy.this.id
}

output "settings" {
  description = "What holds of it: its key, its lock, how long it keeps, where accesses are recorded."
  value = {
    key            = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id
    algorithm      = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm
    lock           = one([for one in aws_s3_bucket_object_lock_configuration.this : "${one.rule[0].default_retention[0].mode} ${one.rule[0].default_retention[0].days}"])
    retention_days = one(aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration[*].days)
    newest         = one(aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration).newer_noncurrent_versions
    records        = one([for one in aws_s3_bucket_logging.this : "${one.target_bucket}/${one.target_prefix}"])
  }
}
