variable "prefix" {
  description = "Begins every name."
  type        = string
}

variable "account" {
  description = "The account, 12 digits."
  type        = string
}

variable "region" {
  description = "The region of AWS."
  type        = string
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
}

variable "records_bucket" {
  description = "The name of the bucket of AWS Config."
  type        = string
}

variable "watched" {
  description = "ARNs of the buckets whose every access is recorded."
  type        = list(string)
}

variable "retention_days" {
  description = "How long logs are kept."
  type        = number
}

variable "keys" {
  description = "ARNs of the keys for the log, for groups of logs, and for topics."
  type        = object({ logs = string, groups = string, alarms = string })
}

variable "alerts" {
  description = "Addresses that alarms are sent to."
  type        = list(string)

  validation {
    condition     = length(var.alerts) > 0
    error_message = "An alarm that nobody gets is none: give one team alerts in holdfast.yaml."
  }
}

variable "models" {
  description = "Names of the models."
  type        = set(string)
}

variable "ready" {
  description = "Anything that is known once the bucket takes what the trail writes."
  type        = any
}

variable "path" {
  description = "The path of roles."
  type        = string
}

variable "boundary" {
  description = "The ARN of the policy that bounds roles."
  type        = string
}
