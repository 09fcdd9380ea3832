output "ready" {
  description = "Known once all roles exist."
  value       = concat([for role in aws_iam_role.this : role.unique_id], [for role in aws_iam_role.ci : role.unique_id])
}

output "administrators" {
  description = "ARNs of the roles that set things up."
  value       = [for name in keys(local.appliers) : "${local.ci_arn}-${name}"]
}

output "readers_of_state" {
  description = "ARNs of the roles that read Terraform's state."
  value       = [for name in keys(local.ci) : "${local.ci_arn}-${name}" if name != "ci-pipeline"]
}

output "pipeline" {
  description = "ARNs of the role that starts jobs; empty without GitHub."
  value       = local.runs_ci ? ["${local.ci_arn}-ci-pipeline"] : []
}

output "boundary" {
  description = "The ARN of the policy that bounds every role outside of CI."
  value       = aws_iam_policy.boundary.arn
}

output "roles" {
  description = "Names of the roles, by team, system and job."
  value       = { for name, role in aws_iam_role.this : name => role.name }
}
