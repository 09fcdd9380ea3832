terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = var.region

  assume_role {
    role_arn = "arn:aws:iam::555566667777:role/deploy"
  }
}

variable "region" {
  default = "us-east-1"
}

variable "project" {
  default = "churn"
}

data "aws_caller_identity" "current" {}

data "aws_sagemaker_prebuilt_ecr_image" "xgboost" {
  repository_name = "sagemaker-xgboost"
  image_tag       = "1.7-1"
}

locals {
  account = data.aws_caller_identity.current.account_id
}

resource "aws_s3_bucket" "data" {
  bucket = "${var.project}-${local.account}-${var.region}"
}

resource "aws_sagemaker_domain" "this" {
  domain_name             = var.project
  auth_mode               = "IAM"
  vpc_id                  = aws_vpc.this.id
  subnet_ids              = [aws_subnet.this.id]
  app_network_access_type = "VpcOnly"
  kms_key_id              = aws_kms_key.this.id

  default_user_settings {
    execution_role  = aws_iam_role.sagemaker.arn
    security_groups = [aws_security_group.this.id]

    sharing_settings {
      notebook_output_option = "Disabled"
    }

    jupyter_server_app_settings {
      lifecycle_config_arns = [aws_sagemaker_studio_lifecycle_config.idle.arn]
      default_resource_spec {
        instance_type        = "system"
        lifecycle_config_arn = aws_sagemaker_studio_lifecycle_config.idle.arn
      }
    }
  }
}

resource "aws_sagemaker_studio_lifecycle_config" "idle" {
  studio_lifecycle_config_name     = "idle"
  studio_lifecycle_config_app_type = "JupyterServer"
  studio_lifecycle_config_content  = base64encode("echo stop when idle")
}

resource "aws_sagemaker_user_profile" "users" {
  for_each          = toset(["ana", "bo"])
  domain_id         = aws_sagemaker_domain.this.id
  user_profile_name = each.key

  user_settings {
    execution_role = aws_iam_role.sagemaker.arn
  }
}

resource "aws_sagemaker_notebook_instance" "open" {
  name          = "open"
  role_arn      = aws_iam_role.sagemaker.arn
  instance_type = "ml.t3.medium"
}

resource "aws_sagemaker_notebook_instance" "closed" {
  name                    = "closed"
  role_arn                = aws_iam_role.sagemaker.arn
  instance_type           = "ml.t3.medium"
  subnet_id               = aws_subnet.this.id
  security_groups         = [aws_security_group.this.id]
  direct_internet_access  = "Disabled"
  root_access             = "Disabled"
  kms_key_id              = aws_kms_key.this.arn
  lifecycle_config_name   = aws_sagemaker_notebook_instance_lifecycle_configuration.setup.name
  default_code_repository = aws_sagemaker_code_repository.this.code_repository_name
}

resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name      = "setup"
  on_create = base64encode("echo create")
}

resource "aws_sagemaker_code_repository" "this" {
  code_repository_name = "notebooks"

  git_config {
    repository_url = "https://github.com/example/notebooks.git"
  }
}

resource "aws_sagemaker_model" "this" {
  name                     = var.project
  execution_role_arn       = aws_iam_role.sagemaker.arn
  enable_network_isolation = true

  primary_container {
    image          = data.aws_sagemaker_prebuilt_ecr_image.xgboost.registry_path
    model_data_url = "s3://${aws_s3_bucket.data.id}/model.tar.gz"
    environment = {
      LEVEL = "info"
    }
  }

  vpc_config {
    subnets            = [aws_subnet.this.id]
    security_group_ids = [aws_security_group.this.id]
  }
}

resource "aws_sagemaker_endpoint_configuration" "this" {
  name_prefix = "${var.project}-"
  kms_key_arn = aws_kms_key.this.arn

  production_variants {
    variant_name           = "all"
    model_name             = aws_sagemaker_model.this.name
    initial_instance_count = 1
    instance_type          = "ml.m5.large"
  }

  data_capture_config {
    enable_capture              = true
    initial_sampling_percentage = 100
    destination_s3_uri          = "s3://${aws_s3_bucket.data.bucket}/captured"

    capture_options {
      capture_mode = "Input"
    }
    capture_options {
      capture_mode = "Output"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sagemaker_endpoint" "this" {
  name                 = var.project
  endpoint_config_name = aws_sagemaker_endpoint_configuration.this.name
}

resource "aws_sagemaker_feature_group" "this" {
  feature_group_name             = var.project
  record_identifier_feature_name = "customer"
  event_time_feature_name        = "at"
  role_arn                       = aws_iam_role.sagemaker.arn

  dynamic "feature_definition" {
    for_each = { customer = "String", at = "String", spend = "Fractional" }
    content {
      feature_name = feature_definition.key
      feature_type = feature_definition.value
    }
  }

  online_store_config {
    enable_online_store = true
  }

  offline_store_config {
    s3_storage_config {
      s3_uri = "s3://${aws_s3_bucket.data.bucket}/features"
    }
  }
}

resource "aws_sagemaker_model_package_group" "this" {
  model_package_group_name = var.project
}

resource "aws_sagemaker_model_package_group_policy" "this" {
  model_package_group_name = aws_sagemaker_model_package_group.this.model_package_group_name
  resource_policy          = jsonencode(jsondecode(data.aws_iam_policy_document.packages.json))
}

data "aws_iam_policy_document" "packages" {
  statement {
    sid       = "Other"
    actions   = ["sagemaker:DescribeModelPackage", "sagemaker:ListModelPackages"]
    resources = [aws_sagemaker_model_package_group.this.arn]
    principals {
      identifiers = ["123456789012"]
      type        = "AWS"
    }
  }
}

resource "aws_sagemaker_pipeline" "this" {
  pipeline_name         = var.project
  pipeline_display_name = var.project
  role_arn              = aws_iam_role.sagemaker.arn

  pipeline_definition = jsonencode({
    Version = "2020-12-01"
    Steps = [{
      Name = "Train"
      Type = "Training"
      Arguments = {
        RoleArn          = aws_iam_role.sagemaker.arn
        OutputDataConfig = { S3OutputPath = "s3://${aws_s3_bucket.data.id}/out" }
      }
    }]
  })
}

resource "aws_sagemaker_image" "custom" {
  image_name = "custom"
  role_arn   = aws_iam_role.sagemaker.arn
}

resource "aws_sagemaker_device_fleet" "edge" {
  device_fleet_name = "edge"
  role_arn          = aws_iam_role.sagemaker.arn

  output_config {
    s3_output_location = "s3://${aws_s3_bucket.data.bucket}/edge/"
  }
}

resource "aws_iam_role" "sagemaker" {
  name = "${var.project}-sagemaker"
  path = "/service-role/"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["sagemaker.amazonaws.com"] }
    }]
  })
}

resource "aws_iam_role_policy" "sagemaker" {
  role   = aws_iam_role.sagemaker.name
  policy = data.aws_iam_policy_document.sagemaker.json
}

data "aws_iam_policy_document" "sagemaker" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = formatlist("%s/%s", aws_s3_bucket.data.arn, ["raw/*", "features/*"])
  }
  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.this.arn]
  }
  statement {
    actions   = ["iam:PassRole"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy_attachment" "full" {
  role       = aws_iam_role.sagemaker.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_kms_key" "this" {}

resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "this" {
  vpc_id = aws_vpc.this.id

  egress = []
}

output "endpoint" {
  value = aws_sagemaker_endpoint.this.arn
}
