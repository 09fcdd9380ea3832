variable "account" {
  description = "The account, 12 digits."
  type        = string
}

variable "prefix" {
  description = "Begins the names of buckets."
  type        = string
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
    condition     = alltrue([for store in values(var.stores) : length(store.bucket) <= 63])
    error_message = "Names of buckets have 63 characters at most: shorten the platform or the noun."
  }
}

variable "keys" {
  description = "The key of each store, by the store's name."
  type        = map(string)
}

variable "administrators" {
  description = "ARNs of the roles that set buckets up."
  type        = list(string)
}

variable "jobs" {
  description = "ARNs of the roles that must come through the endpoint."
  type        = list(string)
}

variable "endpoint" {
  description = "The id of the VPC's endpoint for S3."
  type        = string
}
