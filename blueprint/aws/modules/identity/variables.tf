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
    models      = map(object({ endpoint = optional(object({ machine = string })) }))
    stores = map(object({
      bucket  = string
      readers = list(string)
      writers = list(string)
      erasers = list(string)
    }))
  })
  nullable = false
}

variable "state" {
  description = "The bucket of Terraform's state, by name."
  type        = string
}

variable "network" {
  description = "Where jobs run: the ids of the subnets and of the security group."
  type = object({
    subnets = list(string)
    group   = string
  })
}

variable "volume_key" {
  description = "The ARN of the key for the disks of jobs."
  type        = string
}
