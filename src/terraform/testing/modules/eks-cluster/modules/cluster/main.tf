data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}

data "aws_iam_session_context" "current" {
  arn = data.aws_caller_identity.current.arn
}

locals {
  dns_suffix = coalesce(var.cluster_iam_role_dns_suffix, data.aws_partition.current.dns_suffix)
}

resource "aws_eks_cluster" "this" {
  name     = var.cluster_name
  role_arn = aws_iam_role.this.arn
  version  = var.cluster_version

  enabled_cluster_log_types = ["audit", "api", "authenticator"]

  access_config {
    authentication_mode                         = "API_AND_CONFIG_MAP"
    bootstrap_cluster_creator_admin_permissions = false
  }

  vpc_config {
    subnet_ids              = var.subnet_ids
    security_group_ids      = compact(distinct(concat([], [aws_security_group.cluster.id])))
    endpoint_private_access = true
    endpoint_public_access  = false
    public_access_cidrs     = ["0.0.0.0/0"]
  }

  dynamic "encryption_config" {
    for_each = [{ resources = ["secrets"] }]
    content {
      provider {
        key_arn = module.kms.key_arn
      }
      resources = encryption_config.value.resources
    }
  }

  depends_on = [
    aws_iam_role_policy_attachment.this,
    aws_security_group_rule.cluster,
    aws_cloudwatch_log_group.this,
  ]
}

module "kms" {
  source = "../kms"

  administrators = [data.aws_iam_session_context.current.issuer_arn]
  users          = [aws_iam_role.this.arn]
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/eks/${var.cluster_name}/cluster"
  retention_in_days = 90
}

resource "aws_security_group" "cluster" {
  name_prefix = "${var.cluster_name}-cluster-"
  vpc_id      = var.vpc_id

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "node" {
  name_prefix = "${var.cluster_name}-node-"
  vpc_id      = var.vpc_id
}

resource "aws_security_group_rule" "cluster" {
  for_each = { for k, v in {
    ingress_nodes_443 = { from_port = 443, to_port = 443, type = "ingress", source_node_security_group = true }
    egress_all        = { from_port = 0, to_port = 0, protocol = "-1", type = "egress", cidr_blocks = ["0.0.0.0/0"] }
  } : k => v }

  security_group_id        = aws_security_group.cluster.id
  protocol                 = try(each.value.protocol, "tcp")
  from_port                = each.value.from_port
  to_port                  = each.value.to_port
  type                     = each.value.type
  cidr_blocks              = lookup(each.value, "cidr_blocks", null)
  source_security_group_id = try(each.value.source_node_security_group, false) ? aws_security_group.node.id : lookup(each.value, "source_security_group_id", null)
}

data "tls_certificate" "this" {
  url = aws_eks_cluster.this.identity[0].oidc[0].issuer
}

resource "aws_iam_openid_connect_provider" "oidc_provider" {
  client_id_list  = distinct(compact(concat(["sts.${local.dns_suffix}"], [])))
  thumbprint_list = concat(data.tls_certificate.this.certificates[*].sha1_fingerprint, [])
  url             = aws_eks_cluster.this.identity[0].oidc[0].issuer
}

data "aws_iam_policy_document" "assume_role_policy" {
  statement {
    sid     = "EKSClusterAssumeRole"
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["eks.${local.dns_suffix}"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = "${var.cluster_name}-cluster"
  assume_role_policy = data.aws_iam_policy_document.assume_role_policy.json
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = { for k, v in {
    AmazonEKSClusterPolicy         = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonEKSClusterPolicy",
    AmazonEKSVPCResourceController = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonEKSVPCResourceController",
  } : k => v }

  policy_arn = each.value
  role       = aws_iam_role.this.name
}

data "aws_eks_addon_version" "this" {
  for_each = var.cluster_addons

  addon_name         = try(each.value.name, each.key)
  kubernetes_version = aws_eks_cluster.this.version
  most_recent        = try(each.value.most_recent, null)
}

resource "time_sleep" "this" {
  create_duration = "30s"

  triggers = {
    cluster_name     = aws_eks_cluster.this.name
    cluster_endpoint = aws_eks_cluster.this.endpoint
    cluster_version  = aws_eks_cluster.this.version
    ca               = aws_eks_cluster.this.certificate_authority[0].data
  }
}

resource "aws_eks_addon" "this" {
  for_each = { for k, v in var.cluster_addons : k => v if !try(v.before_compute, false) }

  cluster_name                = time_sleep.this.triggers["cluster_name"]
  addon_name                  = try(each.value.name, each.key)
  addon_version               = coalesce(try(each.value.addon_version, null), data.aws_eks_addon_version.this[each.key].version)
  configuration_values        = try(each.value.configuration_values, null)
  resolve_conflicts_on_create = "OVERWRITE"
  service_account_role_arn    = try(each.value.service_account_role_arn, null)

  depends_on = [module.node_group]
}

resource "aws_eks_addon" "before_compute" {
  for_each = { for k, v in var.cluster_addons : k => v if try(v.before_compute, false) }

  cluster_name             = aws_eks_cluster.this.name
  addon_name               = each.key
  configuration_values     = try(each.value.configuration_values, null)
  service_account_role_arn = try(each.value.service_account_role_arn, null)
}

resource "aws_eks_access_entry" "this" {
  for_each      = var.access_entries
  cluster_name  = aws_eks_cluster.this.id
  principal_arn = each.value.principal_arn
}

resource "aws_eks_access_policy_association" "this" {
  for_each = { for pair in flatten([
    for name, entry in var.access_entries : [for policy in entry.policies : { name = name, entry = entry, policy = policy }]
  ]) : "${pair.name}_${pair.policy}" => pair }

  cluster_name  = aws_eks_cluster.this.id
  principal_arn = each.value.entry.principal_arn
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/${each.value.policy}"

  access_scope {
    type = "cluster"
  }
}

module "node_group" {
  source   = "../node-group"
  for_each = { for k, v in var.eks_managed_node_groups : k => v }

  name                  = try(each.value.name, each.key)
  cluster_name          = time_sleep.this.triggers["cluster_name"]
  cluster_endpoint      = time_sleep.this.triggers["cluster_endpoint"]
  ca                    = time_sleep.this.triggers["ca"]
  subnet_ids            = var.subnet_ids
  instance_types        = each.value.instance_types
  min_size              = try(each.value.min_size, 1)
  max_size              = try(each.value.max_size, 3)
  taints                = try(each.value.taints, {})
  block_device_mappings = try(each.value.block_device_mappings, {})
  security_group_ids    = [aws_security_group.node.id]
}
