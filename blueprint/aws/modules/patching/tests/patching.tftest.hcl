provider "aws" {
  region = "eu-central-1"
}

variables {
  prefix = "acme-prod"
}

run "security_patches_come_within_three_days" {
  command = plan

  assert {
    condition     = aws_ssm_patch_baseline.this.approval_rule[0].approve_after_days <= 3 && aws_ssm_patch_baseline.this.approval_rule[0].compliance_level == "CRITICAL"
    error_message = "Patches wait."
  }

  assert {
    condition = { for filter in aws_ssm_patch_baseline.this.approval_rule[0].patch_filter : filter.key => join(" ", filter.values) } == {
      CLASSIFICATION = "Security"
      SEVERITY       = "Critical Important"
    }
    error_message = "Patches that matter are left out."
  }
}

run "machines_of_the_group_are_patched_every_night" {
  command = plan

  assert {
    condition     = aws_ssm_maintenance_window.this.schedule == "cron(0 2 ? * * *)" && aws_ssm_maintenance_window.this.cutoff < aws_ssm_maintenance_window.this.duration
    error_message = "The window is not every night."
  }

  assert {
    condition     = aws_ssm_maintenance_window_target.this.targets[0].key == "tag:Patch Group" && tolist(aws_ssm_maintenance_window_target.this.targets[0].values) == tolist([var.prefix])
    error_message = "The machines of the group are not those that are patched."
  }

  assert {
    condition     = aws_ssm_patch_group.this.patch_group == var.prefix
    error_message = "The group has another baseline."
  }

  assert {
    condition     = aws_ssm_maintenance_window_task.this.task_invocation_parameters[0].run_command_parameters[0].parameter == toset([{ name = "Operation", values = tolist(["Install"]) }])
    error_message = "Patches are looked for, and not installed."
  }
}

run "images_are_scanned_again_and_again" {
  command = plan

  assert {
    condition     = aws_ecr_registry_scanning_configuration.this.scan_type == "ENHANCED" && one(aws_ecr_registry_scanning_configuration.this.rule).scan_frequency == "CONTINUOUS_SCAN"
    error_message = "An image is scanned once."
  }
}

run "names_have_a_form" {
  command = plan

  variables {
    prefix = "Patch Group"
  }

  expect_failures = [var.prefix]
}
