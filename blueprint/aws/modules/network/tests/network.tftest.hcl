provider "aws" {
  region = "eu-central-1"
}

variables {
  prefix       = "acme-prod"
  account      = "123456789012"
  region       = "eu-central-1"
  network      = { cidr = "10.65.0.0/16", zones = 3 }
  buckets      = ["arn:aws:s3:::acme-prod-logs-123456789012", "arn:aws:s3:::acme-prod-model-fraud-123456789012"]
  log_bucket   = "acme-prod-logs-123456789012"
  firewall_key = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
}

run "there_is_no_way_to_the_internet" {
  command = plan

  assert {
    condition     = length(aws_internet_gateway.this) + length(aws_nat_gateway.this) + length(aws_eip.nat) == 0
    error_message = "There is a gateway to the internet."
  }

  assert {
    condition     = length(aws_route.to_firewall) + length(aws_route.to_nat) + length(aws_route.to_internet) + length(aws_vpc_security_group_egress_rule.out) == 0
    error_message = "There is a route, or a rule, that leads out."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.this : !subnet.map_public_ip_on_launch])
    error_message = "Machines get public addresses."
  }
}

run "what_is_forgotten_gets_nowhere" {
  command = plan

  assert {
    condition     = length(aws_default_security_group.closed) == 1 && length(aws_default_network_acl.closed) == 1 && length(aws_default_route_table.closed) == 1
    error_message = "The defaults of the VPC are left as AWS makes them: open."
  }

  assert {
    condition     = alltrue([for name in ["ingress", "egress"] : length(coalesce(aws_default_network_acl.closed[0][name], [])) == 0])
    error_message = "The default access list lets something through."
  }
}

run "each_zone_has_a_subnet_for_computing_and_one_for_data" {
  command = plan

  assert {
    condition = { for name, subnet in aws_subnet.this : name => "${subnet.cidr_block} ${subnet.tags["holdfast:tier"]}" } == {
      compute-0 = "10.65.0.0/20 compute"
      compute-1 = "10.65.16.0/20 compute"
      compute-2 = "10.65.32.0/20 compute"
      data-0    = "10.65.96.0/20 data"
      data-1    = "10.65.112.0/20 data"
      data-2    = "10.65.128.0/20 data"
    }
    error_message = "The subnets are others."
  }

  assert {
    condition     = length(distinct([for subnet in aws_subnet.this : subnet.availability_zone])) == 3
    error_message = "The subnets are not in three zones."
  }
}

run "endpoints_let_this_account_through_and_nobody_else" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for endpoint in aws_vpc_endpoint.this : [
        for one in jsondecode(endpoint.policy).Statement : one.Condition.StringEquals["aws:PrincipalAccount"] == var.account
      ]
    ]))
    error_message = "An endpoint lets somebody else's principals through."
  }

  assert {
    condition = alltrue([
      for one in jsondecode(aws_vpc_endpoint.s3.policy).Statement :
      one.Sid == "Layers" ? one.Action == "s3:GetObject" && one.Resource == "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*"
      : one.Condition.StringEquals["aws:ResourceAccount"] == var.account && alltrue([for arn in one.Resource : contains(var.buckets, trimsuffix(arn, "/*"))])
    ])
    error_message = "The endpoint for S3 leads to buckets that are not the platform's."
  }

  assert {
    condition = alltrue([
      for name, endpoint in aws_vpc_endpoint.this : alltrue([
        for action in flatten([for one in jsondecode(endpoint.policy).Statement : one.Action if one.Effect == "Allow"]) :
        startswith(action, "${name == "monitoring" ? "cloudwatch" : split(".", name)[0]}:")
      ])
    ])
    error_message = "An endpoint lets other services through than its own."
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.this : endpoint.private_dns_enabled])
    error_message = "An endpoint is passed by: names lead to its public twin."
  }

  assert {
    condition     = length(setsubtract(["ecr.api", "ecr.dkr", "kms", "logs", "sagemaker.api", "sagemaker.runtime", "secretsmanager", "sts"], keys(aws_vpc_endpoint.this))) == 0
    error_message = "A service that jobs need has no endpoint."
  }
}

run "groups_name_groups_and_not_addresses" {
  command = plan

  assert {
    condition = alltrue([
      for rule in [
        aws_vpc_security_group_ingress_rule.between, aws_vpc_security_group_ingress_rule.compute,
        aws_vpc_security_group_egress_rule.between, aws_vpc_security_group_egress_rule.endpoints, aws_vpc_security_group_egress_rule.s3,
      ] : rule.cidr_ipv4 == null && rule.cidr_ipv6 == null && rule.ip_protocol == "tcp"
    ])
    error_message = "A rule is for addresses, or for every protocol."
  }
}

run "all_traffic_is_logged" {
  command = plan

  assert {
    condition     = aws_flow_log.this[0].traffic_type == "ALL" && aws_flow_log.this[0].log_destination == "arn:aws:s3:::acme-prod-logs-123456789012/flow/"
    error_message = "There are no flow logs of all traffic."
  }
}

run "named_hosts_are_reached_by_a_firewall" {
  command = plan

  variables {
    network = { cidr = "10.65.0.0/16", zones = 2, egress = ["pypi.org"] }
  }

  assert {
    condition     = one(one(aws_networkfirewall_rule_group.hosts[0].rule_group).rules_source).rules_source_list[0].generated_rules_type == "ALLOWLIST"
    error_message = "The hosts are not the only ones that are let through."
  }

  assert {
    condition     = tolist(one(one(aws_networkfirewall_rule_group.hosts[0].rule_group).rules_source).rules_source_list[0].targets) == var.network.egress
    error_message = "Other hosts are let through."
  }

  assert {
    condition     = contains(one(aws_networkfirewall_firewall_policy.this[0].firewall_policy).stateful_default_actions, "aws:drop_established")
    error_message = "What no rule names is let through."
  }

  assert {
    condition = alltrue([
      for one in [aws_networkfirewall_rule_group.hosts[0], aws_networkfirewall_firewall_policy.this[0], aws_networkfirewall_firewall.this[0]] :
      one.encryption_configuration[0].key_id == var.firewall_key
    ])
    error_message = "The firewall is encrypted by another key."
  }

  assert {
    condition     = aws_networkfirewall_firewall.this[0].delete_protection && aws_networkfirewall_firewall.this[0].subnet_change_protection && aws_networkfirewall_firewall.this[0].firewall_policy_change_protection
    error_message = "The firewall can be taken out of the way."
  }

  assert {
    condition     = length(aws_route.to_firewall) == 2 && length(aws_route.back) == 2
    error_message = "A zone has a way out, or a way back, past the firewall."
  }
}

run "a_network_that_is_there_is_used" {
  command = plan

  variables {
    existing = "vpc-0123456789abcdef0"
    network  = { egress = ["pypi.org"] }
  }

  assert {
    condition     = length(aws_vpc.this) + length(aws_subnet.this) + length(aws_internet_gateway.this) + length(aws_networkfirewall_firewall.this) == 0
    error_message = "Something is made in a network that is somebody else's."
  }

  assert {
    condition     = output.vpc == "vpc-0123456789abcdef0" && aws_vpc_endpoint.s3.vpc_id == "vpc-0123456789abcdef0"
    error_message = "Another network is used."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    prefix       = "a"
    account      = "12345678901"
    region       = "europe"
    existing     = "acme"
    buckets      = ["arn:aws:s3:::*"]
    log_bucket   = "s3://logs"
    firewall_key = "alias/network"
  }

  expect_failures = [var.prefix, var.account, var.region, var.existing, var.buckets, var.log_bucket, var.firewall_key]
}

run "a_range_that_is_too_narrow" {
  command = plan

  variables {
    network = { cidr = "10.65.0.0/21" }
  }

  expect_failures = [var.network]
}

run "a_range_that_is_too_wide" {
  command = plan

  variables {
    network = { cidr = "10.0.0.0/15" }
  }

  expect_failures = [var.network]
}

run "a_range_that_is_public" {
  command = plan

  variables {
    network = { cidr = "172.32.0.0/16" }
  }

  expect_failures = [var.network]
}

run "a_range_with_bits_behind_its_prefix" {
  command = plan

  variables {
    network = { cidr = "10.65.1.0/16" }
  }

  expect_failures = [var.network]
}

run "no_zone_at_all" {
  command = plan

  variables {
    network = { zones = 0 }
  }

  expect_failures = [var.network]
}

run "every_host_is_no_host" {
  command = plan

  variables {
    network = { egress = ["*.example.com"] }
  }

  expect_failures = [var.network]
}

run "a_whole_domain_is_no_host" {
  command = plan

  variables {
    network = { egress = [".com"] }
  }

  expect_failures = [var.network]
}
