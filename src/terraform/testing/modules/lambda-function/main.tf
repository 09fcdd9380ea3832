terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0, < 6.0"
    }
    archive = {
      source = "hashicorp/archive"
    }
    null = {
      source = "hashicorp/null"
    }
    local = {
      source = "hashicorp/local"
    }
    external = {
      source = "hashicorp/external"
    }
  }
}

provider "aws" {
  region                      = "us-west-2"
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_credentials_validation = true
}

data "aws_partition" "current" {}
data "aws_region" "current" {}
data "aws_caller_identity" "current" {}

locals {
  function_name = "resize"
  log_group     = "/aws/lambda/${local.function_name}"
  environment   = { LEVEL = "info", BUCKET = aws_s3_bucket.images.bucket }
}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/build/function.zip"
  excludes    = ["test_handler.py"]
}

data "archive_file" "inline" {
  type                    = "zip"
  output_path             = "${path.module}/build/inline.zip"
  source_content          = "exports.handler = async () => 'ok'"
  source_content_filename = "index.js"
}

resource "null_resource" "dependencies" {
  triggers = {
    requirements = filesha256("${path.module}/src/requirements.txt")
  }

  provisioner "local-exec" {
    command = "pip install -r ${path.module}/src/requirements.txt -t ${path.module}/build/layer/python"
  }
}

resource "local_file" "settings" {
  filename = "${path.module}/build/settings.json"
  content  = jsonencode(local.environment)
}

resource "aws_lambda_layer_version" "dependencies" {
  layer_name               = "dependencies"
  filename                 = "${path.module}/build/layer.zip"
  compatible_runtimes      = ["python3.12", "python3.11"]
  compatible_architectures = ["arm64"]

  depends_on = [null_resource.dependencies]
}

resource "aws_lambda_function" "this" {
  function_name    = local.function_name
  role             = aws_iam_role.lambda.arn
  handler          = "handler.main"
  runtime          = "python3.12"
  architectures    = ["arm64"]
  filename         = data.archive_file.code.output_path
  source_code_hash = data.archive_file.code.output_base64sha256
  layers           = [aws_lambda_layer_version.dependencies.arn]
  publish          = true
  timeout          = 30

  environment {
    variables = local.environment
  }

  dynamic "vpc_config" {
    for_each = length(var.subnet_ids) > 0 ? [true] : []
    content {
      subnet_ids         = var.subnet_ids
      security_group_ids = var.security_group_ids
    }
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.dead.arn
  }

  tracing_config {
    mode = "Active"
  }

  depends_on = [aws_cloudwatch_log_group.lambda]
}

resource "aws_lambda_function" "inline" {
  function_name    = "inline"
  role             = aws_iam_role.lambda.arn
  handler          = "index.handler"
  runtime          = "nodejs20.x"
  filename         = data.archive_file.inline.output_path
  source_code_hash = data.archive_file.inline.output_base64sha256
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}

resource "aws_lambda_permission" "triggers" {
  for_each = {
    bucket = { service = "s3", source_arn = aws_s3_bucket.images.arn }
    rule   = { principal = "events.amazonaws.com", source_arn = aws_cloudwatch_event_rule.nightly.arn }
    other  = { principal = "*" }
  }

  statement_id   = try(each.value.statement_id, "Allow-${each.key}")
  action         = try(each.value.action, "lambda:InvokeFunction")
  function_name  = aws_lambda_function.this.function_name
  qualifier      = aws_lambda_alias.live.name
  principal      = try(each.value.principal, format("%s.amazonaws.com", try(each.value.service, "")))
  source_arn     = try(each.value.source_arn, null)
  source_account = try(each.value.source_account, null)
}

resource "aws_lambda_function_url" "this" {
  function_name      = aws_lambda_function.this.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn = aws_sqs_queue.work.arn
  function_name    = aws_lambda_function.this.arn
  batch_size       = 5
}

resource "aws_sqs_queue" "work" {
  name_prefix = "work-"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 4
  })
}

resource "aws_sqs_queue" "dead" {
  name = "dead.fifo"

  fifo_queue = true
}

resource "aws_sqs_queue_policy" "work" {
  queue_url = aws_sqs_queue.work.id
  policy = templatefile("${path.module}/queue-policy.json.tftpl", {
    queue = aws_sqs_queue.work.arn
    from  = [data.aws_caller_identity.current.account_id, "111122223333"]
  })
}

resource "aws_s3_bucket" "images" {
  bucket_prefix = "images-"
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "cron(0 3 * * ? *)"
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_alias.live.arn
}

resource "aws_cloudwatch_log_group" "lambda" {
  name              = local.log_group
  retention_in_days = 14
}

resource "aws_iam_role" "lambda" {
  name               = local.function_name
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

data "aws_iam_policy_document" "assume" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = distinct(concat(["lambda.amazonaws.com"], var.trusted_services))
    }
  }
}

data "aws_iam_policy_document" "logs" {
  statement {
    effect    = "Allow"
    actions   = compact(["", "logs:CreateLogStream", "logs:PutLogEvents"])
    resources = flatten([for _ in ["%v:*", "%v:*:*"] : format(_, replace(aws_cloudwatch_log_group.lambda.arn, "/:\\*$/", ""))])
  }

  dynamic "statement" {
    for_each = var.policy_statements
    content {
      sid       = try(statement.value.sid, replace(statement.key, "/[^0-9A-Za-z]*/", ""))
      effect    = try(statement.value.effect, null)
      actions   = try(statement.value.actions, null)
      resources = try(statement.value.resources, null)
    }
  }
}

resource "aws_iam_policy" "logs" {
  name   = "${local.function_name}-logs"
  policy = data.aws_iam_policy_document.logs.json
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.lambda.name
  policy_arn = aws_iam_policy.logs.arn
}

output "lambda_function_url" {
  value = aws_lambda_function_url.this.function_url
}

output "qualified_invoke_arn" {
  value = aws_lambda_function.this.qualified_invoke_arn
}
