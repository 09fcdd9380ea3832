variable "account" {
  description = "The account, 12 digits."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account))
    error_message = "An account is 12 digits, as a text."
  }
}

variable "prefix" {
  description = "Begins the names of buckets."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}$", var.prefix))
    error_message = "A prefix is 2 to 19 of a-z, 0-9 and -: the names that it begins have limits."
  }
}

variable "production" {
  description = "Whether locks hold against everybody."
  type        = bool
}

variable "stores" {
  description = "Datasets, models and the log: who reads, writes and erases, by ARNs of roles."
  nullable    = false
  type = map(object({
    kind           = string
    name           = string
    bucket         = string
    retention_days = optional(number)
    readers        = list(string)
    writers        = list(string)
    erasers        = list(string)
    takers         = list(object({ account = string, role = string }))
  }))

  validation {
    condition     = alltrue([for store in values(var.stores) : contains(["dataset", "model", "log"], store.kind)])
    error_message = "A store is of a dataset, a model or a log."
  }

  validation {
    condition     = alltrue([for store in values(var.stores) : can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", store.bucket))])
    error_message = "A bucket has a name of 3 to 63 of a-z, 0-9 and -: shorten the platform or the noun."
  }

  validation {
    condition     = length([for store in values(var.stores) : store if store.kind == "log"]) <= 1
    error_message = "There is one log."
  }

  validation {
    condition     = alltrue([for store in values(var.stores) : store.retention_days == null ? true : store.retention_days >= 1 && store.retention_days <= 36500])
    error_message = "A store is kept for 1 to 36500 days."
  }

  validation {
    condition = alltrue(flatten([
      for store in values(var.stores) : [
        for arn in concat(store.readers, store.writers, store.erasers, [for one in store.takers : one.role]) : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", arn))
      ]
    ]))
    error_message = "Roles are named by their ARNs, one by one: no wildcard, no account, nobody else."
  }
}

variable "keys" {
  description = "The key of each store, by the store's name."
  type        = map(string)

  validation {
    condition     = alltrue([for arn in values(var.keys) : can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", arn))])
    error_message = "A key is named by the ARN of the key, not of an alias."
  }
}

variable "administrators" {
  description = "ARNs of the roles that set buckets up."
  type        = list(string)

  validation {
    condition     = length(var.administrators) > 0 && alltrue([for arn in var.administrators : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", arn))])
    error_message = "Buckets are set up by one role or more, named by their ARNs, without wildcards."
  }
}

variable "jobs" {
  description = "ARNs of the roles that must come through the endpoint."
  type        = list(string)

  validation {
    condition     = alltrue([for arn in var.jobs : can(regex("^arn:aws:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", arn))])
    error_message = "Roles are named by their ARNs, one by one: no wildcard, no account, nobody else."
  }
}

variable "endpoint" {
  description = "The id of the VPC's endpoint for S3."
  type        = string

  validation {
    condition     = can(regex("^vpce-[0-9a-f]+$", var.endpoint))
    error_message = "An endpoint is named by its id: vpce-0123456789abcdef0."
  }
}
