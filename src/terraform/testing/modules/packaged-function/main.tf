terraform {
  required_providers {
    aws      = { source = "hashicorp/aws", version = ">= 6.0" }
    external = { source = "hashicorp/external", version = ">= 2.0" }
    local    = { source = "hashicorp/local", version = ">= 2.0" }
    null     = { source = "hashicorp/null", version = ">= 3.0" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

data "external" "package" {
  program = ["python3", "${path.module}/package.py", "prepare"]

  query = {
    source = jsonencode({ module = path.module, root = path.root, cwd = path.cwd })
  }
}

data "aws_secretsmanager_secret_version" "settings" {
  secret_id = "app/settings"
}

locals {
  package  = data.external.package.result
  settings = jsondecode(data.aws_secretsmanager_secret_version.settings.secret_string)
}

resource "local_file" "plan" {
  content  = data.external.package.result.build_plan
  filename = data.external.package.result.build_plan_filename
}

resource "null_resource" "package" {
  triggers = {
    filename  = local.package.filename
    timestamp = local.package["timestamp"]
  }

  provisioner "local-exec" {
    interpreter = ["python3", "${path.module}/package.py", "build"]
    command     = data.external.package.result.build_plan_filename
  }

  depends_on = [local_file.plan]
}

resource "aws_lambda_function" "this" {
  function_name    = "packaged"
  role             = aws_iam_role.this.arn
  handler          = "main.handler"
  runtime          = "python3.12"
  filename         = local.package.filename
  source_code_hash = fileexists(local.package.filename) ? filebase64sha256(local.package.filename) : null

  environment {
    variables = {
      ENDPOINT = local.settings.endpoint
      TOKEN    = local.settings["token"]
    }
  }

  depends_on = [null_resource.package]
}

resource "aws_iam_role" "this" {
  name = "packaged"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}
