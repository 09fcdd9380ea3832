terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.92, < 7.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.7"
    }
  }
}

provider "aws" {
  region = var.region
}

variable "region" {
  type    = string
  default = "us-east-2"
}

variable "identifier" {
  type = string
}

variable "monitoring_interval" {
  type    = number
  default = 60
}

variable "parameters" {
  type    = list(map(string))
  default = []
}

variable "timeouts" {
  type    = map(string)
  default = {}
}

variable "options" {
  type    = any
  default = []
}

locals {
  create_monitoring_role = var.monitoring_interval > 0
  monitoring_role_arn    = local.create_monitoring_role ? aws_iam_role.enhanced_monitoring[0].arn : null
  identifier_prefix      = "${var.identifier}-"
  is_mssql               = element(split("-", "postgres"), 0) == "sqlserver"
}

resource "random_password" "master" {
  length           = 24
  special          = true
  override_special = "!#$%&*()-_=+[]{}<>:?"
}

resource "random_id" "snapshot_identifier" {
  keepers = {
    id = var.identifier
  }

  byte_length = 4
}

ephemeral "random_password" "application" {
  length  = 32
  special = false
}

resource "aws_secretsmanager_secret" "application" {
  name_prefix             = "application-"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "application" {
  secret_id                = aws_secretsmanager_secret.application.id
  secret_string_wo         = ephemeral.random_password.application.result
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_rotation" "application" {
  secret_id           = aws_secretsmanager_secret.application.id
  rotation_lambda_arn = "arn:aws:lambda:${var.region}:123456789012:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_db_parameter_group" "this" {
  name_prefix = local.identifier_prefix
  family      = "postgres16"

  dynamic "parameter" {
    for_each = var.parameters
    content {
      name         = parameter.value.name
      value        = parameter.value.value
      apply_method = lookup(parameter.value, "apply_method", null)
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_option_group" "this" {
  count                = length(var.options) > 0 ? 1 : 0
  engine_name          = "postgres"
  major_engine_version = "16"
}

resource "aws_db_subnet_group" "this" {
  name       = var.identifier
  subnet_ids = data.aws_subnets.private.ids
}

data "aws_vpc" "default" {
  default = true
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default.id]
  }
}

resource "aws_security_group" "db" {
  name   = "${var.identifier}-db"
  vpc_id = data.aws_vpc.default.id
}

resource "aws_vpc_security_group_ingress_rule" "db" {
  security_group_id = aws_security_group.db.id
  cidr_ipv4         = data.aws_vpc.default.cidr_block
  from_port         = 5432
  to_port           = 5432
  ip_protocol       = "tcp"
}

resource "aws_db_instance" "this" {
  identifier = var.identifier

  engine         = "postgres"
  engine_version = "16.3"
  instance_class = "db.t4g.large"

  allocated_storage     = 20
  max_allocated_storage = 100
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.db.arn

  db_name  = "app"
  username = "postgres"
  password = random_password.master.result
  port     = 5432

  multi_az               = true
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.db.id]
  parameter_group_name   = aws_db_parameter_group.this.name
  option_group_name      = one(aws_db_option_group.this[*].name)

  backup_retention_period   = 7
  skip_final_snapshot       = false
  final_snapshot_identifier = "final-${var.identifier}-${try(random_id.snapshot_identifier.hex, "")}"
  deletion_protection       = true

  monitoring_interval = var.monitoring_interval
  monitoring_role_arn = local.monitoring_role_arn

  performance_insights_enabled          = true
  performance_insights_retention_period = 7
  enabled_cloudwatch_logs_exports       = ["postgresql", "upgrade"]

  dynamic "timeouts" {
    for_each = length(var.timeouts) > 0 ? [var.timeouts] : []
    content {
      create = try(timeouts.value.create, null)
    }
  }
}

resource "aws_db_instance" "replica" {
  identifier          = "${var.identifier}-replica"
  replicate_source_db = aws_db_instance.this.identifier
  instance_class      = "db.t4g.large"
  skip_final_snapshot = true
}

resource "aws_kms_key" "db" {
  enable_key_rotation = true
}

data "aws_iam_policy_document" "enhanced_monitoring" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "enhanced_monitoring" {
  count              = local.create_monitoring_role ? 1 : 0
  name               = "rds-monitoring"
  assume_role_policy = data.aws_iam_policy_document.enhanced_monitoring.json
}

resource "aws_iam_role_policy_attachment" "enhanced_monitoring" {
  count      = local.create_monitoring_role ? 1 : 0
  role       = aws_iam_role.enhanced_monitoring[0].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_rds_cluster" "aurora" {
  cluster_identifier          = "${var.identifier}-aurora"
  engine                      = "aurora-postgresql"
  engine_mode                 = "provisioned"
  database_name               = "app"
  master_username             = "root"
  manage_master_user_password = true
  skip_final_snapshot         = true
  storage_encrypted           = true

  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 4
  }
}

resource "aws_rds_cluster_instance" "aurora" {
  for_each           = { one = {}, two = { instance_class = "db.r6g.large" } }
  identifier         = "${var.identifier}-${each.key}"
  cluster_identifier = aws_rds_cluster.aurora.id
  instance_class     = try(each.value.instance_class, "db.serverless")
  engine             = aws_rds_cluster.aurora.engine
}

resource "aws_iam_policy" "secret" {
  name = "read-master-secret"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "secretsmanager:GetSecretValue"
      Resource = aws_rds_cluster.aurora.master_user_secret[0].secret_arn
    }]
  })
}

output "address" {
  value = aws_db_instance.this.address
}

output "password" {
  value     = aws_db_instance.this.password
  sensitive = true
}

output "arn" {
  value = aws_db_instance.this.arn
}
