variable "platform" {
  description = "The output of the module spec."
  type = object({
    prefix      = string
    path        = string
    account     = string
    region      = string
    environment = string
    sign_in     = string
    teams       = map(string)
    systems     = map(string)
    jobs        = map(object({ step = string, of = string }))
    arns        = map(string)
    break_glass = optional(string)
    github      = optional(object({ subject = string, repository_id = optional(string), branch = string }))
    existing    = object({ github_oidc = bool })
    stores = map(object({
      bucket  = string
      readers = list(string)
      writers = list(string)
      erasers = list(string)
    }))
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}$", var.platform.prefix))
    error_message = "A prefix is 2 to 19 of a-z, 0-9 and -: the names that it begins have limits."
  }

  validation {
    condition     = can(regex("^[0-9]{12}$", var.platform.account))
    error_message = "An account is 12 digits, as a text."
  }

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.platform.region))
    error_message = "A region is written as in eu-central-1."
  }

  validation {
    condition     = can(regex("^/([a-z0-9-]+/)+$", var.platform.path))
    error_message = "A path begins and ends with /, and is not that of all roles."
  }

  validation {
    condition     = contains(["identity-center", "none", "saml"], var.platform.sign_in)
    error_message = "People sign in by identity-center, by saml, or not at all: none."
  }

  validation {
    condition     = alltrue([for arn in concat(values(var.platform.systems), values(var.platform.arns)) : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", arn))])
    error_message = "Roles are named by their ARNs, one by one: no wildcard, no account, nobody else."
  }

  validation {
    condition     = alltrue([for set in compact(concat(values(var.platform.teams), [var.platform.break_glass])) : can(regex("^[A-Za-z0-9_+=,.@-]{1,64}$", set))])
    error_message = "A team signs in by the name of one permission set or role: no wildcard."
  }

  validation {
    condition     = !try(strcontains("${var.platform.github.subject}${var.platform.github.branch}", "*"), false)
    error_message = "Workflows are those of one repository and one branch: no wildcard."
  }
}

variable "state" {
  description = "The bucket of Terraform's state, by name."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.state))
    error_message = "A bucket has a name of 3 to 63 of a-z, 0-9 and -."
  }
}

variable "network" {
  description = "Where jobs run: the ids of the subnets and of the security group."
  type = object({
    subnets = list(string)
    group   = string
  })

  validation {
    condition     = can(regex("^sg-[0-9a-f]+$", var.network.group)) && length(var.network.subnets) > 0 && alltrue([for subnet in var.network.subnets : can(regex("^subnet-[0-9a-f]+$", subnet))])
    error_message = "A network is the ids of one subnet or more and of a security group."
  }
}

variable "volume_key" {
  description = "The ARN of the key for the disks of jobs."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.volume_key))
    error_message = "A key is named by the ARN of the key, not of an alias."
  }
}

variable "machines" {
  description = "The kinds of machines that endpoints may run on."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for machine in var.machines : can(regex("^ml\\.[a-z0-9-]+\\.[a-z0-9-]+$", machine))])
    error_message = "Machines are named as SageMaker names them, such as ml.m6i.large."
  }
}
