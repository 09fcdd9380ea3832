variable "roles" {
  type = map(object({
    path                 = optional(string)
    services             = optional(list(string), [])
    trusted_arns         = optional(list(string), [])
    trusted_role_actions = optional(list(string), [])
    require_mfa          = optional(bool, false)
    hours                = optional(number, 1)
    policies             = optional(set(string), [])
  }))
}

variable "role_sts_externalid" {
  type    = any
  default = []
}

variable "mfa_age" {
  type    = number
  default = 86400
}

variable "users" {
  type    = list(string)
  default = ["ci", "operator"]
}
