# What has an operating system gets its patches. Managed notebooks cannot be patched: they are stopped, and start anew on
# a newer platform. Images are scanned again and again, since what is known of them changes.

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

resource "aws_ssm_patch_baseline" "this" {
  name             = var.prefix
  description      = "Security patches within three days"
  operating_system = "AMAZON_LINUX_2023"

  approval_rule {
    approve_after_days  = 3
    compliance_level    = "CRITICAL"
    enable_non_security = false

    patch_filter {
      key    = "CLASSIFICATION"
      values = ["Security"]
    }

    patch_filter {
      key    = "SEVERITY"
      values = ["Critical", "Important"]
    }
  }
}

resource "aws_ssm_patch_group" "this" {
  baseline_id = aws_ssm_patch_baseline.this.id
  patch_group = var.prefix
}

resource "aws_ssm_maintenance_window" "this" {
  name              = "${var.prefix}-patching"
  description       = "Every night"
  schedule          = "cron(0 2 ? * * *)"
  schedule_timezone = "UTC"
  duration          = 3
  cutoff            = 1
}

resource "aws_ssm_maintenance_window_target" "this" {
  window_id     = aws_ssm_maintenance_window.this.id
  name          = "${var.prefix}-machines"
  description   = "All that is in the patch group"
  resource_type = "INSTANCE"

  targets {
    key    = "tag:Patch Group"
    values = [var.prefix]
  }
}

resource "aws_ssm_maintenance_window_task" "this" {
  window_id       = aws_ssm_maintenance_window.this.id
  name            = "${var.prefix}-patch"
  description     = "Install what the baseline approves"
  task_type       = "RUN_COMMAND"
  task_arn        = "AWS-RunPatchBaseline"
  priority        = 1
  max_concurrency = "25%"
  max_errors      = "1"
  cutoff_behavior = "CANCEL_TASK"

  targets {
    key    = "WindowTargetIds"
    values = [aws_ssm_maintenance_window_target.this.id]
  }

  task_invocation_parameters {
    run_command_parameters {
      document_version = "$DEFAULT"

      parameter {
        name   = "Operation"
        values = ["Install"]
      }
    }
  }
}

resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "ENHANCED"

  rule {
    scan_frequency = "CONTINUOUS_SCAN"

    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}
