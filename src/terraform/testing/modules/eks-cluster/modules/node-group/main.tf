variable "name" {
  type = string
}
variable "cluster_name" {
  type = string
}
variable "cluster_endpoint" {
  type = string
}
variable "ca" {
  type = string
}
variable "subnet_ids" {
  type = list(string)
}
variable "instance_types" {
  type = list(string)
}
variable "min_size" {
  type = number
}
variable "max_size" {
  type = number
}
variable "taints" {
  type = any
}
variable "block_device_mappings" {
  type = any
}
variable "security_group_ids" {
  type = list(string)
}

locals {
  user_data = base64encode(templatefile("${path.module}/user-data.tpl", {
    cluster_name = var.cluster_name
    endpoint     = var.cluster_endpoint
    ca           = var.ca
  }))
}

data "aws_ssm_parameter" "ami" {
  name = "/aws/service/eks/optimized-ami/1.31/amazon-linux-2023/x86_64/standard/recommended/release_version"
}

resource "aws_launch_template" "this" {
  name_prefix = "${var.name}-"
  user_data   = local.user_data

  dynamic "block_device_mappings" {
    for_each = var.block_device_mappings

    content {
      device_name = try(block_device_mappings.value.device_name, null)

      dynamic "ebs" {
        for_each = try([block_device_mappings.value.ebs], [])

        content {
          volume_size = try(ebs.value.volume_size, null)
          encrypted   = try(ebs.value.encrypted, null)
          volume_type = try(ebs.value.volume_type, null)
        }
      }
    }
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }

  vpc_security_group_ids = var.security_group_ids

  dynamic "tag_specifications" {
    for_each = toset(["instance", "network-interface", "volume"])

    content {
      resource_type = tag_specifications.key
      tags          = { Name = var.name }
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_eks_node_group" "this" {
  cluster_name           = var.cluster_name
  node_role_arn          = aws_iam_role.this.arn
  subnet_ids             = var.subnet_ids
  node_group_name_prefix = "${var.name}-"
  instance_types         = var.instance_types
  release_version        = nonsensitive(data.aws_ssm_parameter.ami.value)

  scaling_config {
    min_size     = var.min_size
    max_size     = var.max_size
    desired_size = var.min_size
  }

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.default_version
  }

  dynamic "taint" {
    for_each = var.taints
    content {
      key    = taint.value.key
      value  = try(taint.value.value, null)
      effect = taint.value.effect
    }
  }

  dynamic "update_config" {
    for_each = [{ max_unavailable_percentage = 33 }]
    content {
      max_unavailable_percentage = try(update_config.value.max_unavailable_percentage, null)
    }
  }

  lifecycle {
    ignore_changes = [scaling_config[0].desired_size]
  }

  depends_on = [aws_iam_role_policy_attachment.this]
}

resource "aws_iam_role" "this" {
  name_prefix        = "${var.name}-node-"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = toset(["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryReadOnly"])
  role       = aws_iam_role.this.name
  policy_arn = "arn:aws:iam::aws:policy/${each.value}"
}

resource "aws_autoscaling_group_tag" "this" {
  for_each               = toset(["k8s.io/cluster-autoscaler/enabled"])
  autoscaling_group_name = aws_eks_node_group.this.resources[0].autoscaling_groups[0].name

  tag {
    key                 = each.value
    value               = "true"
    propagate_at_launch = false
  }
}

output "role_arn" {
  value = aws_iam_role.this.arn
}
