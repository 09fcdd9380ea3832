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

variable "existing" {
  description = "What the account has already, and is not made."
  type = object({
    guardduty   = bool
    securityhub = bool
    config      = bool
    trail       = bool
  })
}

variable "log_bucket" {
  description = "The name of the bucket of the trail."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.log_bucket))
    error_message = "A bucket has a name of 3 to 63 of a-z, 0-9 and -."
  }
}

variable "records_bucket" {
  description = "The name of the bucket of AWS Config."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.records_bucket))
    error_message = "A bucket has a name of 3 to 63 of a-z, 0-9 and -."
  }
}

variable "watched" {
  description = "ARNs of the buckets whose every access is recorded."
  type        = list(string)

  validation {
    condition     = alltrue([for arn in var.watched : can(regex("^arn:aws:s3:::[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", arn))])
    error_message = "Buckets are named by their ARNs, one by one: no wildcard, no path."
  }
}

variable "retention_days" {
  description = "How long logs are kept."
  type        = number

  validation {
    condition     = var.retention_days >= 1 && var.retention_days <= 36500
    error_message = "Logs are kept for 1 to 36500 days."
  }
}

variable "keys" {
  description = "ARNs of the keys for the log, for groups of logs, and for topics."
  type        = object({ logs = string, groups = string, alarms = string })

  validation {
    condition     = alltrue([for arn in values(var.keys) : can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", arn))])
    error_message = "A key is named by the ARN of the key, not of an alias."
  }
}

variable "alerts" {
  description = "Addresses that alarms are sent to."
  type        = list(string)

  validation {
    condition     = length(var.alerts) > 0
    error_message = "An alarm that nobody gets is none: give one team alerts in holdfast.yaml."
  }

  validation {
    condition     = alltrue([for address in var.alerts : can(regex("^[^@[:space:]]+@[^@[:space:].]+([.][^@[:space:].]+)+$", address))])
    error_message = "Alarms are sent to addresses of e-mail."
  }
}

variable "models" {
  description = "Names of the models."
  type        = set(string)

  validation {
    condition     = alltrue([for name in var.models : can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", name))])
    error_message = "Models have names of 2 to 20 of a-z, 0-9 and -."
  }
}

variable "ready" {
  description = "Anything that is known once the bucket takes what the trail writes."
  type        = any
}

variable "path" {
  description = "The path of roles."
  type        = string

  validation {
    condition     = can(regex("^/([a-z0-9-]+/)+$", var.path))
    error_message = "A path begins and ends with /, and is not that of all roles."
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
