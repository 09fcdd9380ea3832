# Where models are made: images that nobody can change, a studio without the internet, and what jobs need to run.

terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "prefix" {
  description = "Begins every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}$", var.prefix))
    error_message = "A prefix is 2 to 19 of a-z, 0-9 and -: the names that it begins have limits."
  }
}

variable "account" {
  description = "The account, 12 digits."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account))
    error_message = "An account is 12 digits, as a text."
  }
}

variable "region" {
  description = "The region of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region is written as in eu-central-1."
  }
}

variable "path" {
  description = "The path of roles."
  type        = string

  validation {
    condition     = can(regex("^/([a-z0-9-]+/)+$", var.path))
    error_message = "A path begins and ends with /, and is not that of all roles."
  }
}

variable "jobs" {
  description = "Names of roles by job; each runs on SageMaker."
  type        = map(string)

  validation {
    condition     = alltrue([for role in values(var.jobs) : can(regex("^[A-Za-z0-9_+=,.@-]{1,64}$", role))])
    error_message = "Roles are named by their names, not by their ARNs."
  }
}

variable "models" {
  description = "Names of the models; each has a repository of images."
  type        = set(string)

  validation {
    condition     = alltrue([for name in var.models : can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", name))])
    error_message = "Models have names of 2 to 20 of a-z, 0-9 and -."
  }
}

variable "boundary" {
  description = "The ARN of the policy that bounds roles."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:iam::[0-9]{12}:policy/.+$", var.boundary))
    error_message = "A boundary is the ARN of a policy."
  }
}

variable "network" {
  description = "Where it all runs."
  type = object({
    vpc     = string
    subnets = list(string)
    group   = string
  })

  validation {
    condition     = can(regex("^sg-[0-9a-f]+$", var.network.group)) && length(var.network.subnets) > 0 && alltrue([for subnet in var.network.subnets : can(regex("^subnet-[0-9a-f]+$", subnet))])
    error_message = "A network is the ids of one subnet or more and of a security group."
  }
}

variable "keys" {
  description = "ARNs of the keys for images and for disks."
  type        = object({ images = string, volumes = string })

  validation {
    condition     = can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.keys.images)) && can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.keys.volumes))
    error_message = "A key is named by the ARN of the key, not of an alias."
  }
}

variable "makes_studio" {
  description = "Whether people work here: in production nobody does."
  type        = bool
}

locals {
  scope = "${var.region}:${var.account}"
}

resource "aws_ecr_repository" "this" {
  for_each = var.models

  name                 = "${var.prefix}/${each.key}"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.keys.images
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  for_each = aws_ecr_repository.this

  repository = each.value.name
  policy = jsonencode({ rules = [{
    rulePriority = 1
    description  = "Without a tag nothing refers to it"
    selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 30 }
    action       = { type = "expire" }
  }] })
}

# https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
resource "aws_iam_role_policy" "run" {
  for_each = var.jobs

  name = "run"
  role = each.value
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Images"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = [for model in var.models : "arn:aws:ecr:${local.scope}:repository/${var.prefix}/${model}"]
      },
      {
        Sid       = "SignInToImages"
        Effect    = "Allow"
        Action    = "ecr:GetAuthorizationToken"
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = var.region } }
      },
      {
        Sid    = "Logs"
        Effect = "Allow"
        Action = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Resource = [
          for group in ["Endpoints", "ProcessingJobs", "TrainingJobs"] : "arn:aws:logs:${local.scope}:log-group:/aws/sagemaker/${group}:log-stream:${var.prefix}-*"
        ]
      },
      {
        Sid       = "Metrics"
        Effect    = "Allow"
        Action    = "cloudwatch:PutMetricData"
        Resource  = "*"
        Condition = { StringEquals = { "cloudwatch:namespace" = ["/aws/sagemaker/Endpoints", "/aws/sagemaker/ProcessingJobs", "/aws/sagemaker/TrainingJobs"] } }
      },
      {
        Sid    = "Interfaces"
        Effect = "Allow"
        Action = ["ec2:CreateNetworkInterface", "ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface", "ec2:DeleteNetworkInterfacePermission"]
        Resource = concat(
          ["arn:aws:ec2:${local.scope}:network-interface/*", "arn:aws:ec2:${local.scope}:security-group/${var.network.group}"],
          [for subnet in var.network.subnets : "arn:aws:ec2:${local.scope}:subnet/${subnet}"],
        )
      },
      {
        Sid       = "SeeNetwork"
        Effect    = "Allow"
        Action    = ["ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = var.region } }
      },
    ]
  })
}

# Studio for people: they see what they work on, and data by the roles of their teams only.
resource "aws_iam_role" "studio" {
  count = var.makes_studio ? 1 : 0

  name                 = "${var.prefix}-studio"
  path                 = var.path
  description          = "Holdfast: the studio of ${var.prefix}"
  permissions_boundary = var.boundary
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Take"
      Effect    = "Allow"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
    }]
  })
}

resource "aws_sagemaker_domain" "this" {
  count = var.makes_studio ? 1 : 0

  domain_name                   = var.prefix
  auth_mode                     = "IAM"
  vpc_id                        = var.network.vpc
  subnet_ids                    = var.network.subnets
  app_network_access_type       = "VpcOnly"
  app_security_group_management = "Customer"
  kms_key_id                    = var.keys.volumes

  default_user_settings {
    execution_role  = aws_iam_role.studio[0].arn
    security_groups = [var.network.group]

    sharing_settings {
      notebook_output_option = "Disabled"
    }

    canvas_app_settings {
      direct_deploy_settings {
        status = "DISABLED"
      }
      model_register_settings {
        status = "DISABLED"
      }
    }
  }

  domain_settings {
    security_group_ids             = [var.network.group]
    execution_role_identity_config = "USER_PROFILE_NAME"
  }

  retention_policy {
    home_efs_file_system = "Retain"
  }
}

output "repositories" {
  description = "URLs of the repositories of images, by model."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}
