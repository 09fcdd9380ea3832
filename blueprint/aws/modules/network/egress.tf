# The way out, where hosts are named: through a firewall that lets only these through, by their name in TLS.
# https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-igw-ngw.html

locals {
  leads_out = local.makes && length(var.network.egress) > 0
  out       = local.leads_out ? { for index, zone in local.zones : tostring(index) => zone } : {}
}

resource "aws_internet_gateway" "this" {
  count = local.leads_out ? 1 : 0

  vpc_id = aws_vpc.this[0].id
  tags   = { Name = var.prefix }
}

resource "aws_subnet" "out" {
  for_each = merge(
    { for index, zone in local.out : "firewall-${index}" => { zone = zone, cidr = cidrsubnet(var.network.cidr, 8, 192 + tonumber(index)) } },
    { for index, zone in local.out : "nat-${index}" => { zone = zone, cidr = cidrsubnet(var.network.cidr, 8, 200 + tonumber(index)) } },
  )

  vpc_id                  = aws_vpc.this[0].id
  availability_zone       = each.value.zone
  cidr_block              = each.value.cidr
  map_public_ip_on_launch = false
  tags                    = { Name = "${var.prefix} ${each.key}" }
}

resource "aws_route_table" "out" {
  for_each = aws_subnet.out

  vpc_id = aws_vpc.this[0].id
  tags   = { Name = "${var.prefix} ${each.key}" }
}

resource "aws_route_table_association" "out" {
  for_each = aws_subnet.out

  subnet_id      = each.value.id
  route_table_id = aws_route_table.out[each.key].id
}

resource "aws_eip" "nat" {
  for_each = local.out

  domain = "vpc"
  tags   = { Name = "${var.prefix} nat-${each.key}" }
}

resource "aws_nat_gateway" "this" {
  for_each = local.out

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.out["nat-${each.key}"].id
  tags          = { Name = "${var.prefix} ${each.key}" }

  depends_on = [aws_internet_gateway.this]
}

resource "aws_networkfirewall_rule_group" "hosts" {
  count = local.leads_out ? 1 : 0

  name     = "${var.prefix}-hosts"
  type     = "STATEFUL"
  capacity = 100

  rule_group {
    rules_source {
      rules_source_list {
        generated_rules_type = "ALLOWLIST"
        target_types         = ["TLS_SNI"]
        targets              = var.network.egress
      }
    }

    stateful_rule_options {
      rule_order = "STRICT_ORDER"
    }
  }

  encryption_configuration {
    type   = "CUSTOMER_KMS"
    key_id = var.firewall_key
  }
}

resource "aws_networkfirewall_firewall_policy" "this" {
  count = local.leads_out ? 1 : 0

  name = var.prefix

  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:drop"]
    stateful_default_actions           = ["aws:drop_established", "aws:alert_established"]

    stateful_engine_options {
      rule_order = "STRICT_ORDER"
    }

    stateful_rule_group_reference {
      priority     = 1
      resource_arn = aws_networkfirewall_rule_group.hosts[0].arn
    }
  }

  encryption_configuration {
    type   = "CUSTOMER_KMS"
    key_id = var.firewall_key
  }
}

resource "aws_networkfirewall_firewall" "this" {
  count = local.leads_out ? 1 : 0

  name                              = var.prefix
  vpc_id                            = aws_vpc.this[0].id
  firewall_policy_arn               = aws_networkfirewall_firewall_policy.this[0].arn
  delete_protection                 = true
  firewall_policy_change_protection = true
  subnet_change_protection          = true

  dynamic "subnet_mapping" {
    for_each = local.out
    content {
      subnet_id = aws_subnet.out["firewall-${subnet_mapping.key}"].id
    }
  }

  encryption_configuration {
    type   = "CUSTOMER_KMS"
    key_id = var.firewall_key
  }
}

resource "aws_networkfirewall_logging_configuration" "this" {
  count = local.leads_out ? 1 : 0

  firewall_arn = aws_networkfirewall_firewall.this[0].arn

  logging_configuration {
    dynamic "log_destination_config" {
      for_each = toset(["ALERT", "FLOW"])
      content {
        log_type             = log_destination_config.value
        log_destination_type = "S3"
        log_destination = {
          bucketName = var.log_bucket
          prefix     = "firewall"
        }
      }
    }
  }
}

locals {
  # The firewall's endpoints, by the subnets that they are in.
  gates = local.leads_out ? { for state in tolist(aws_networkfirewall_firewall.this[0].firewall_status[0].sync_states) : state.attachment[0].subnet_id => state.attachment[0].endpoint_id } : {}
}

resource "aws_route" "to_firewall" {
  for_each = local.out

  route_table_id         = aws_route_table.this["compute-${each.key}"].id
  destination_cidr_block = "0.0.0.0/0"
  vpc_endpoint_id        = local.gates[aws_subnet.out["firewall-${each.key}"].id]
}

resource "aws_route" "to_nat" {
  for_each = local.out

  route_table_id         = aws_route_table.out["firewall-${each.key}"].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[each.key].id
}

resource "aws_route" "to_internet" {
  for_each = local.out

  route_table_id         = aws_route_table.out["nat-${each.key}"].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

# Answers come back by the firewall that saw the request.
resource "aws_route" "back" {
  for_each = local.out

  route_table_id         = aws_route_table.out["nat-${each.key}"].id
  destination_cidr_block = local.subnets["compute-${each.key}"].cidr
  vpc_endpoint_id        = local.gates[aws_subnet.out["firewall-${each.key}"].id]
}

resource "aws_vpc_security_group_egress_rule" "out" {
  count = local.leads_out ? 1 : 0

  security_group_id = aws_security_group.compute.id
  description       = "To the hosts that the firewall lets through"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_network_acl" "out" {
  count = local.leads_out ? 1 : 0

  vpc_id     = aws_vpc.this[0].id
  subnet_ids = [for subnet in aws_subnet.out : subnet.id]
  tags       = { Name = "${var.prefix} out" }
}

resource "aws_network_acl_rule" "out" {
  for_each = local.leads_out ? {
    in-requests  = { egress = false, number = 100, from = 443, to = 443, cidr = var.network.cidr }
    in-answers-1 = { egress = false, number = 200, from = 1024, to = 3388, cidr = "0.0.0.0/0" }
    in-answers-2 = { egress = false, number = 201, from = 3390, to = 65535, cidr = "0.0.0.0/0" }
    out-requests = { egress = true, number = 100, from = 443, to = 443, cidr = "0.0.0.0/0" }
    out-answers  = { egress = true, number = 200, from = 1024, to = 65535, cidr = var.network.cidr }
  } : {}

  network_acl_id = aws_network_acl.out[0].id
  egress         = each.value.egress
  rule_number    = each.value.number
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}
