# A VPC without a way to the internet: what runs in it reaches AWS by endpoints, and by them this account only.

terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

data "aws_availability_zones" "here" {
  count = var.existing == null ? 1 : 0

  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

data "aws_vpc" "existing" {
  count = var.existing == null ? 0 : 1

  id = var.existing
}

data "aws_subnets" "existing" {
  for_each = var.existing == null ? [] : toset(["compute", "data"])

  filter {
    name   = "vpc-id"
    values = [var.existing]
  }

  tags = { "holdfast:tier" = each.key }
}

data "aws_route_tables" "existing" {
  count = var.existing == null ? 0 : 1

  vpc_id = var.existing
  tags   = { "holdfast:tier" = "compute" }
}

locals {
  makes = var.existing == null
  zones = local.makes ? slice(data.aws_availability_zones.here[0].names, 0, var.network.zones) : []
  # Sixteenths: the first six for computing, six for data, the last ones for the way out.
  subnets = merge([for index, zone in local.zones : {
    "compute-${index}" = { tier = "compute", zone = zone, cidr = cidrsubnet(var.network.cidr, 4, index) }
    "data-${index}"    = { tier = "data", zone = zone, cidr = cidrsubnet(var.network.cidr, 4, index + 6) }
  }]...)

  vpc        = local.makes ? aws_vpc.this[0].id : var.existing
  cidr       = local.makes ? var.network.cidr : data.aws_vpc.existing[0].cidr_block
  compute    = local.makes ? [for name, subnet in aws_subnet.this : subnet.id if startswith(name, "compute-")] : data.aws_subnets.existing["compute"].ids
  of_routes  = local.makes ? [for table in aws_route_table.this : table.id] : data.aws_route_tables.existing[0].ids
  endpointed = toset(["ecr.api", "ecr.dkr", "kms", "logs", "monitoring", "sagemaker.api", "sagemaker.runtime", "secretsmanager", "ssm", "sts"])
}

resource "aws_vpc" "this" {
  count = local.makes ? 1 : 0

  cidr_block           = var.network.cidr
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = var.prefix }
}

# Nothing uses them: what is forgotten lands here, and gets nowhere.
resource "aws_default_security_group" "closed" {
  count = local.makes ? 1 : 0

  vpc_id = aws_vpc.this[0].id
  tags   = { Name = "${var.prefix} closed" }
}

resource "aws_default_network_acl" "closed" {
  count = local.makes ? 1 : 0

  default_network_acl_id = aws_vpc.this[0].default_network_acl_id
  tags                   = { Name = "${var.prefix} closed" }
}

resource "aws_default_route_table" "closed" {
  count = local.makes ? 1 : 0

  default_route_table_id = aws_vpc.this[0].default_route_table_id
  route                  = []
  tags                   = { Name = "${var.prefix} closed" }
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id                  = aws_vpc.this[0].id
  availability_zone       = each.value.zone
  cidr_block              = each.value.cidr
  map_public_ip_on_launch = false
  tags                    = { Name = "${var.prefix} ${each.key}", "holdfast:tier" = each.value.tier }
}

resource "aws_route_table" "this" {
  for_each = local.subnets

  vpc_id = aws_vpc.this[0].id
  tags   = { Name = "${var.prefix} ${each.key}" }
}

resource "aws_route_table_association" "this" {
  for_each = local.subnets

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.key].id
}

# S3 answers from public addresses, also by a gateway endpoint: its answers must get in.
# https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
resource "aws_network_acl" "inside" {
  count = local.makes ? 1 : 0

  vpc_id     = aws_vpc.this[0].id
  subnet_ids = [for subnet in aws_subnet.this : subnet.id]
  tags       = { Name = "${var.prefix} inside" }
}

resource "aws_network_acl_rule" "inside" {
  for_each = local.makes ? {
    in-own = { egress = false, number = 100, from = 0, to = 0, protocol = "-1", cidr = var.network.cidr }
    # All but 3389, which no answer needs and remote desktops listen on.
    in-answers-1 = { egress = false, number = 200, from = 1024, to = 3388, protocol = "tcp", cidr = "0.0.0.0/0" }
    in-answers-2 = { egress = false, number = 201, from = 3390, to = 65535, protocol = "tcp", cidr = "0.0.0.0/0" }
    out-own      = { egress = true, number = 100, from = 0, to = 0, protocol = "-1", cidr = var.network.cidr }
    out-requests = { egress = true, number = 200, from = 443, to = 443, protocol = "tcp", cidr = "0.0.0.0/0" }
  } : {}

  network_acl_id = aws_network_acl.inside[0].id
  egress         = each.value.egress
  rule_number    = each.value.number
  rule_action    = "allow"
  protocol       = each.value.protocol
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

resource "aws_flow_log" "this" {
  count = local.makes ? 1 : 0

  vpc_id                   = aws_vpc.this[0].id
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = "arn:aws:s3:::${var.log_bucket}/flow/"
  max_aggregation_interval = 60
}
