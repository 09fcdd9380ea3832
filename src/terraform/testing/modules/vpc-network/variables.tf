variable "region" {
  description = "Where the network is"
  type        = string
  default     = "eu-west-1"
}

variable "name" {
  type    = string
  default = ""
}

variable "cidr" {
  description = "(Optional) The IPv4 CIDR block"
  type        = string
  default     = "10.0.0.0/16"
}

variable "secondary_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "azs" {
  type    = list(string)
  default = []
}

variable "create_vpc" {
  type    = bool
  default = true
}

variable "enable_ipv6" {
  type    = bool
  default = false
}

variable "enable_nat_gateway" {
  type    = bool
  default = true
}

variable "single_nat_gateway" {
  type    = bool
  default = false
}

variable "one_nat_gateway_per_az" {
  type    = bool
  default = true
}

variable "database_subnets" {
  type    = list(string)
  default = []
}

variable "intra_subnets" {
  type    = list(string)
  default = []
}

variable "default_security_group_ingress" {
  type    = list(map(string))
  default = []
}

variable "network_acl_rules" {
  type = list(object({
    rule_number = number
    rule_action = optional(string, "allow")
    from_port   = optional(number, 0)
    to_port     = optional(number, 0)
    protocol    = optional(string, "-1")
    cidr_block  = string
  }))
  default = [{ rule_number = 100, cidr_block = "0.0.0.0/0" }]
}

variable "flow_log_destination" {
  type    = string
  default = "cloud-watch-logs"

  validation {
    condition     = contains(["cloud-watch-logs", "s3"], var.flow_log_destination)
    error_message = "Flow logs go to CloudWatch or S3."
  }
}

variable "tags" {
  type    = map(string)
  default = {}
}
