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

  validation {
    condition     = can(regex("^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.)", var.network.cidr))
    error_message = "The VPC has private addresses: of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16."
  }

  validation {
    condition     = try(tonumber(split("/", var.network.cidr)[1]) >= 16, false)
    error_message = "The VPC has a range of /16 or narrower."
  }

  validation {
    condition     = try(cidrhost(var.network.cidr, 0) == split("/", var.network.cidr)[0], false)
    error_message = "The range of the VPC has no bit set behind its prefix."
  }

  validation {
    condition     = alltrue([for host in var.network.egress : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", host))])
    error_message = "Hosts are named one by one, without scheme, port or wildcard: api.example.com."
  }
}

variable "existing" {
  description = "The id of a VPC that is there: its subnets with the tag holdfast:tier are used, and no VPC is made."
  type        = string
  default     = null

  validation {
    condition     = var.existing == null ? true : can(regex("^vpc-[0-9a-f]{8,17}$", var.existing))
    error_message = "A VPC is named by its id: vpc-0123456789abcdef0."
  }
}

variable "buckets" {
  description = "ARNs of the buckets that may be reached from inside."
  type        = list(string)

  validation {
    condition     = alltrue([for arn in var.buckets : can(regex("^arn:aws:s3:::[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", arn))])
    error_message = "Buckets are named by their ARNs, one by one: no wildcard, no path."
  }
}

variable "log_bucket" {
  description = "The name of the bucket that flow logs go to."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.log_bucket))
    error_message = "A bucket has a name of 3 to 63 of a-z, 0-9 and -."
  }
}

variable "firewall_key" {
  description = "The ARN of the key for the firewall; only where hosts may be reached."
  type        = string
  default     = null

  validation {
    condition     = var.firewall_key == null ? true : can(regex("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.firewall_key))
    error_message = "A key is named by the ARN of the key, not of an alias."
  }
}
