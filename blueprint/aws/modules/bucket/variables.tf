variable "name" {
  description = "The name of the bucket."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket has a name of 3 to 63 of a-z, 0-9 and -: shorten the platform or the noun."
  }
}

variable "noun" {
  description = "What it holds, as KIND/NAME; the tag holdfast:noun."
  type        = string

  validation {
    condition     = can(regex("^(dataset|log|model|secret)/[a-z][a-z0-9-]*$", var.noun))
    error_message = "A noun is written as in dataset/orders."
  }
}

variable "key" {
  description = "The ARN of its key; without one, S3's own key, for what takes no other."
  type        = string
  default     = null

  validation {
    condition     = var.key == null ? true : can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.key))
    error_message = "A key is named by the ARN of the key, not of an alias."
  }
}

variable "lock" {
  description = "For how many days nobody can delete an object, and whether that holds against everybody: COMPLIANCE."
  type        = object({ mode = string, days = number })
  default     = null

  validation {
    condition     = var.lock == null ? true : contains(["COMPLIANCE", "GOVERNANCE"], var.lock.mode) && var.lock.days >= 1 && var.lock.days <= 36500
    error_message = "A lock is of COMPLIANCE or GOVERNANCE, for 1 to 36500 days."
  }
}

variable "retention_days" {
  description = "After how many days an object expires."
  type        = number
  default     = null

  validation {
    condition     = var.retention_days == null ? true : var.retention_days >= 1 && var.retention_days <= 36500
    error_message = "A bucket keeps for 1 to 36500 days."
  }
}

variable "versions" {
  description = "For how many days versions are kept once there are newer ones, and how many of them for good."
  type        = object({ days = optional(number, 30), newest = optional(number) })
  default     = {}
  nullable    = false

  validation {
    condition     = var.versions.days >= 30
    error_message = "What was overwritten by mistake can be had back for 30 days or more."
  }
}

variable "records" {
  description = "Where accesses are recorded: the name of a bucket, and what the objects' names begin with."
  type        = object({ bucket = string, prefix = string })
  default     = null
}

variable "statements" {
  description = "Statements of its policy, beside the one that asks for TLS."
  type        = any

  validation {
    condition     = alltrue([for one in var.statements : one.Effect == "Deny" || !strcontains(jsonencode([one.Principal, one.Action]), "*")])
    error_message = "What a bucket's policy allows, it allows to somebody: no wildcard among principals and actions."
  }
}
