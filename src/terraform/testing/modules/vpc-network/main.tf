data "aws_availability_zones" "available" {
  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

data "aws_region" "current" {}
data "aws_caller_identity" "current" {}

locals {
  azs      = coalescelist(var.azs, slice(data.aws_availability_zones.available.names, 0, 3))
  len_azs  = length(local.azs)
  nat      = !var.enable_nat_gateway ? 0 : var.single_nat_gateway ? 1 : var.one_nat_gateway_per_az ? local.len_azs : local.len_azs
  public   = [for i, az in local.azs : cidrsubnet(var.cidr, 8, i)]
  private  = [for i, az in local.azs : cidrsubnet(var.cidr, 4, i + 1)]
  vpc_id   = try(aws_vpc_ipv4_cidr_block_association.this[0].vpc_id, aws_vpc.this[0].id, "")
  log_arn  = var.flow_log_destination == "s3" ? "arn:aws:s3:::central-flow-logs" : try(aws_cloudwatch_log_group.flow[0].arn, null)
  to_cloud = var.create_vpc && var.flow_log_destination == "cloud-watch-logs"
}

resource "aws_vpc" "this" {
  count = var.create_vpc ? 1 : 0

  cidr_block                       = var.cidr
  assign_generated_ipv6_cidr_block = var.enable_ipv6 ? true : null
  enable_dns_hostnames             = true
  enable_dns_support               = true

  tags = merge({ "Name" = var.name }, var.tags)
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count = var.create_vpc && length(var.secondary_cidr_blocks) > 0 ? length(var.secondary_cidr_blocks) : 0

  vpc_id     = aws_vpc.this[0].id
  cidr_block = element(var.secondary_cidr_blocks, count.index)
}

resource "aws_default_security_group" "this" {
  count  = var.create_vpc ? 1 : 0
  vpc_id = aws_vpc.this[0].id

  dynamic "ingress" {
    for_each = var.default_security_group_ingress
    content {
      self        = lookup(ingress.value, "self", null)
      cidr_blocks = compact(split(",", lookup(ingress.value, "cidr_blocks", "")))
      description = lookup(ingress.value, "description", null)
      from_port   = lookup(ingress.value, "from_port", 0)
      to_port     = lookup(ingress.value, "to_port", 0)
      protocol    = lookup(ingress.value, "protocol", "-1")
    }
  }
}

resource "aws_subnet" "public" {
  count = var.create_vpc ? local.len_azs : 0

  vpc_id                  = local.vpc_id
  cidr_block              = element(concat(local.public, [""]), count.index)
  availability_zone       = length(regexall("^[a-z]{2}-", element(local.azs, count.index))) > 0 ? element(local.azs, count.index) : null
  availability_zone_id    = length(regexall("^[a-z]{2}-", element(local.azs, count.index))) == 0 ? element(local.azs, count.index) : null
  map_public_ip_on_launch = true

  tags = merge(
    { "Name" = format("${var.name}-public-%s", element(local.azs, count.index)) },
    var.tags,
  )
}

resource "aws_subnet" "private" {
  for_each = { for i, az in local.azs : az => local.private[i] if var.create_vpc }

  vpc_id            = local.vpc_id
  cidr_block        = each.value
  availability_zone = each.key

  tags = merge({ "Name" = "${var.name}-private-${each.key}" }, var.tags)
}

resource "aws_subnet" "database" {
  count = length(var.database_subnets)

  vpc_id            = local.vpc_id
  cidr_block        = var.database_subnets[count.index]
  availability_zone = element(local.azs, count.index)
  tags              = { Name = "${var.name}-db-${count.index}" }
}

resource "aws_subnet" "intra" {
  count             = length(var.intra_subnets)
  vpc_id            = local.vpc_id
  cidr_block        = var.intra_subnets[count.index]
  availability_zone = element(local.azs, count.index)
}

resource "aws_db_subnet_group" "database" {
  count = length(var.database_subnets) > 0 ? 1 : 0

  name       = lower(coalesce("${var.name}-db", var.name))
  subnet_ids = aws_subnet.database[*].id
}

resource "aws_internet_gateway" "this" {
  count  = var.create_vpc ? 1 : 0
  vpc_id = local.vpc_id
  tags   = { "Name" = var.name }
}

resource "aws_route_table" "public" {
  count  = var.create_vpc ? 1 : 0
  vpc_id = local.vpc_id
}

resource "aws_route" "public_internet_gateway" {
  count = var.create_vpc ? 1 : 0

  route_table_id         = aws_route_table.public[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id

  timeouts {
    create = "5m"
  }
}

resource "aws_route_table_association" "public" {
  count          = var.create_vpc ? local.len_azs : 0
  subnet_id      = element(aws_subnet.public[*].id, count.index)
  route_table_id = aws_route_table.public[0].id
}

resource "aws_eip" "nat" {
  count  = local.nat
  domain = "vpc"

  depends_on = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "this" {
  count = local.nat

  allocation_id = element(aws_eip.nat[*].id, var.single_nat_gateway ? 0 : count.index)
  subnet_id     = element(aws_subnet.public[*].id, var.single_nat_gateway ? 0 : count.index)
}

resource "aws_route_table" "private" {
  for_each = aws_subnet.private
  vpc_id   = each.value.vpc_id

  dynamic "route" {
    for_each = local.nat > 0 ? [aws_nat_gateway.this[min(index(local.azs, each.key), local.nat - 1)].id] : []
    content {
      cidr_block     = "0.0.0.0/0"
      nat_gateway_id = route.value
    }
  }
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.key].id
}

resource "aws_network_acl" "public" {
  count      = var.create_vpc ? 1 : 0
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.public[*].id
}

resource "aws_network_acl_rule" "public_inbound" {
  for_each = { for rule in var.network_acl_rules : rule.rule_number => rule }

  network_acl_id = aws_network_acl.public[0].id
  egress         = false
  rule_number    = each.value.rule_number
  rule_action    = each.value.rule_action
  from_port      = each.value.from_port
  to_port        = each.value.to_port
  protocol       = each.value.protocol
  cidr_block     = each.value.cidr_block
}

resource "aws_vpc_endpoint" "s3" {
  count           = var.create_vpc ? 1 : 0
  vpc_id          = local.vpc_id
  service_name    = "com.amazonaws.${data.aws_region.current.name}.s3"
  route_table_ids = [for table in aws_route_table.private : table.id]
  policy          = data.aws_iam_policy_document.endpoint.json
}

data "aws_iam_policy_document" "endpoint" {
  statement {
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:SourceVpc"
      values   = [local.vpc_id]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_flow_log" "this" {
  count = var.create_vpc ? 1 : 0

  log_destination_type     = var.flow_log_destination
  log_destination          = local.log_arn
  iam_role_arn             = try(aws_iam_role.flow[0].arn, null)
  traffic_type             = "ALL"
  vpc_id                   = local.vpc_id
  max_aggregation_interval = 60
}

resource "aws_cloudwatch_log_group" "flow" {
  count             = local.to_cloud ? 1 : 0
  name              = "/aws/vpc-flow-log/${aws_vpc.this[0].id}"
  retention_in_days = 365
}

resource "aws_iam_role" "flow" {
  count              = local.to_cloud ? 1 : 0
  name_prefix        = "vpc-flow-log-role-"
  assume_role_policy = data.aws_iam_policy_document.flow_assume[0].json
}

data "aws_iam_policy_document" "flow_assume" {
  count = local.to_cloud ? 1 : 0

  statement {
    sid     = "AWSVPCFlowLogsAssumeRole"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "flow" {
  count = local.to_cloud ? 1 : 0
  name  = "flow-logs"
  role  = aws_iam_role.flow[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:Describe*"]
      Resource = "${aws_cloudwatch_log_group.flow[0].arn}:*"
    }]
  })
}
