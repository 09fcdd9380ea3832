output "vpc" {
  description = "The id of the VPC."
  value       = local.vpc
}

output "subnets" {
  description = "Ids of the subnets for computing."
  value       = local.compute
}

output "group" {
  description = "The id of the security group of jobs, notebooks and endpoints of models."
  value       = aws_security_group.compute.id
}

output "s3_endpoint" {
  description = "The id of the endpoint for S3."
  value       = aws_vpc_endpoint.s3.id
}
