output "vpc_id" {
  value = try(aws_vpc.this[0].id, null)
}

output "vpc_arn" {
  value = try(aws_vpc.this[0].arn, null)
}

output "public_subnets" {
  value = aws_subnet.public[*].id
}

output "private_cidrs" {
  value = { for az, subnet in aws_subnet.private : az => subnet.cidr_block }
}

output "nat_public_ips" {
  value = aws_eip.nat[*].public_ip
}

output "name" {
  value = one(aws_db_subnet_group.database[*].name)
}
