# holdfast.yaml as one environment sees it: its merge patches applied, then typed and checked. Nothing else reads the file.
# Terraform drops unknown keys and takes the last of two equal ones in silence: `holdfast check` reads the same file
# strictly, and runs before every plan.

terraform {
  required_version = ">= 1.6"
}

variable "file" {
  description = "The path of holdfast.yaml."
  type        = string

  validation {
    condition     = fileexists(var.file)
    error_message = "There is no such file."
  }
}

variable "environment" {
  description = "The name of the environment in the file."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,6}[a-z0-9]$", var.environment))
    error_message = "Names of environments are 2 to 8 of a-z, 0-9 and -."
  }
}

locals {
  raw   = yamldecode(file(var.file))
  patch = try(local.raw.environments[var.environment], {})

  # RFC 7396 without null, as deep as the keys are that Terraform reads: noun, key, key of its value.
  nouns = {
    for kind in ["datasets", "models"] : kind => {
      for name in try(keys(local.raw[kind]), []) : name => merge(
        local.raw[kind][name],
        {
          for key, value in try(local.patch[kind][name], {}) :
          key => try(merge(local.raw[kind][name][key], value), value)
        },
      )
    }
  }
}

module "typed" {
  source = "./typed"

  environment = var.environment
  # A key without a value is no noun at all: `datasets:` alone is an error of the type.
  spec = merge(local.raw, {
    for kind in ["datasets", "models"] : kind => local.nouns[kind] if try(length(local.raw[kind]) > 0, false)
  })
}

output "platform" {
  description = "What the environment has, and who may what: the only thing that the other modules read."
  value       = module.typed.platform
}
