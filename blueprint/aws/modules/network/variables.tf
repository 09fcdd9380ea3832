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

variable "network" {
  description = "Addresses of the VPC, how many zones, and the hosts that may be reached from inside."
  type = object({
    cidr   = optional(string, "10.64.0.0/16")
    zones  = optional(number, 2)
    egress = optional(list(string), [])
  })
  nullable = false

  validation {
    condition     = can(cidrsubnet(var.network.cidr, 4, 15)) && try(tonumber(split("/", var.network.cidr)[1]) <= 20, false)
    error_message = "The VPC has a range of /20 or wider."
  }

  validation {
    condition     = var.network.zones >= 1 && var.network.zones <= 6
    error_message = "A network has one to six zones."
  }
}

variable "existing" {
  description = "The id of a VPC that is there: its subnets with the tag holdfast:tier are used, and no VPC is made."
  type        = string
  default     = null
}

variable "buckets" {
  description = "ARNs of the buckets that may be reached from inside."
  type        = list(string)
}

variable "log_bucket" {
  description = "The name of the bucket that flow logs go to."
  type        = string
}

variable "firewall_key" {
  description = "The ARN of the key for the firewall; only where hosts may be reached."
  type        = string
}
