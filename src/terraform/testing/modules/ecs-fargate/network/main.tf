variable "cidr" {}
variable "zones" {
  type = set(string)
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}

locals {
  subnets = zipmap(sort(tolist(var.zones)), cidrsubnets(var.cidr, [for _ in var.zones : 8]...))
}

resource "aws_subnet" "public" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_subnet" "private" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.cidr, 8, 100 + index(keys(local.subnets), each.key))
}

output "vpc_id" {
  value = aws_vpc.this.id
}

output "public_subnet_ids" {
  value = values(aws_subnet.public)[*].id
}

output "private_subnet_ids" {
  value = [for subnet in aws_subnet.private : subnet.id]
}
