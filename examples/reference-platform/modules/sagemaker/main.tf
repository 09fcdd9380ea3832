resource "aws_sagemaker_domain" "studio" {
  domain_name             = var.name
  auth_mode               = "IAM"
  vpc_id                  = var.vpc_id
  subnet_ids              = var.subnet_ids
  app_network_access_type = "VpcOnly"

  default_user_settings {
    execution_role  = var.role_arns["data-scientist"]
    security_groups = var.security_group_ids
  }
}

resource "aws_secretsmanager_secret" "github" {
  name = "${var.name}-github"
}

resource "aws_secretsmanager_secret_version" "github" {
  secret_id     = aws_secretsmanager_secret.github.id
  secret_string = jsonencode({ username = "orchard-bot", password = var.github_token })
}

resource "aws_sagemaker_code_repository" "models" {
  code_repository_name = "${var.name}-models"
  git_config {
    repository_url = "https://github.com/orchard-ml/models.git"
    secret_arn     = aws_secretsmanager_secret.github.arn
  }
}

resource "aws_sagemaker_model_package_group" "churn" {
  model_package_group_name = "${var.name}-churn"
}

resource "aws_sagemaker_model" "churn" {
  name               = "${var.name}-churn"
  execution_role_arn = var.role_arns["inference"]

  primary_container {
    image          = "${var.image_url}:latest"
    model_data_url = "s3://${var.artifacts_bucket}/churn/model.tar.gz"
  }

  vpc_config {
    subnets            = var.subnet_ids
    security_group_ids = var.security_group_ids
  }
}

resource "aws_sagemaker_endpoint_configuration" "churn" {
  name = "${var.name}-churn"

  production_variants {
    variant_name           = "main"
    model_name             = aws_sagemaker_model.churn.name
    initial_instance_count = 1
    instance_type          = var.instance_type
  }
}

resource "aws_sagemaker_endpoint" "churn" {
  name                 = "${var.name}-churn"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.churn.name
}
