variable "environment" {
  description = "The name of the environment in the file."
  type        = string
}

variable "spec" {
  description = "holdfast.yaml, patches applied."
  nullable    = false
  type = object({
    holdfast = number
    platform = string
    cloud = optional(object({
      region  = optional(string)
      sign_in = optional(string, "none")
    }), {})
    github = optional(object({
      repository    = string
      owner_id      = optional(string)
      repository_id = optional(string)
      branch        = optional(string, "main")
    }))
    teams = map(object({
      members = list(string)
      sign_in = optional(string)
      alerts  = optional(string)
    }))
    systems = optional(map(object({
      roles = optional(map(string), {})
    })), {})
    logs = optional(object({
      retention = optional(string, "1y")
      access    = optional(map(list(string)), {})
    }), {})
    environments = map(object({
      account     = optional(string)
      region      = optional(string)
      production  = optional(bool, true)
      people_may  = optional(list(string))
      models_from = optional(string)
      break_glass = optional(string)
      existing = optional(object({
        network     = optional(string)
        github_oidc = optional(bool, false)
        guardduty   = optional(bool, false)
        securityhub = optional(bool, false)
        config      = optional(bool, false)
        trail       = optional(bool, false)
      }), {})
      network = optional(object({
        cidr   = optional(string, "10.64.0.0/16")
        zones  = optional(number, 2)
        egress = optional(list(string), [])
      }), {})
    }))
    datasets = optional(map(object({
      class     = string
      retention = string
      access    = optional(map(list(string)), {})
    })), {})
    models = optional(map(object({
      trains_on = list(string)
      approvals = optional(map(number), {})
      access    = optional(map(list(string)), {})
      endpoint = optional(object({
        machine   = optional(string, "ml.m6i.large")
        instances = optional(number)
        capture   = optional(string, "0%")
      }))
    })), {})
  })

  validation {
    condition     = var.spec.holdfast == 1
    error_message = "holdfast.yaml: these modules read format 1."
  }

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,8}[a-z0-9]$", var.spec.platform))
    error_message = "holdfast.yaml: platform is 2 to 10 of a-z, 0-9 and -."
  }

  validation {
    condition = alltrue([
      for name in concat(keys(var.spec.datasets), keys(var.spec.models), keys(var.spec.teams), keys(var.spec.systems)) :
      can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", name))
    ])
    error_message = "holdfast.yaml: names of datasets, models, teams and systems are 2 to 20 of a-z, 0-9 and -."
  }

  validation {
    condition = alltrue([
      for name, one in var.spec.environments :
      can(regex("^[a-z][a-z0-9-]{0,6}[a-z0-9]$", name)) && (one.account == null || can(regex("^[0-9]{12}$", one.account)))
    ])
    error_message = "holdfast.yaml: names of environments are 2 to 8 of a-z, 0-9 and -, their accounts 12 digits in quotes."
  }

  validation {
    condition     = length(setintersection(keys(var.spec.teams), keys(var.spec.systems))) == 0
    error_message = "holdfast.yaml: a team and a system have the same name."
  }

  validation {
    condition = alltrue(flatten([
      for noun in concat(values(var.spec.datasets), values(var.spec.models), [var.spec.logs]) : [
        for who in keys(noun.access) : contains(concat(keys(var.spec.teams), keys(var.spec.systems)), who)
      ]
    ]))
    error_message = "holdfast.yaml: access names a team or a system that is not declared."
  }

  validation {
    condition = alltrue(flatten([
      [for one in values(var.spec.datasets) : [for verbs in values(one.access) : [for verb in verbs : contains(["read", "write", "erase"], verb)]]],
      [for one in values(var.spec.models) : [for verbs in values(one.access) : [for verb in verbs : contains(["run", "read", "observe", "deploy", "invoke"], verb)]]],
      [for verbs in values(var.spec.logs.access) : [for verb in verbs : verb == "read"]],
    ]))
    error_message = "holdfast.yaml: access has a verb that there is not."
  }

  validation {
    condition = alltrue(flatten([
      for model in values(var.spec.models) : [for dataset in model.trains_on : contains(keys(var.spec.datasets), dataset)]
    ]))
    error_message = "holdfast.yaml: a model trains on a dataset that is not declared."
  }

  validation {
    condition = alltrue(concat(
      [for one in values(var.spec.datasets) : can(regex("^[1-9][0-9]{0,4}[dwy]$", one.retention))],
      [can(regex("^[1-9][0-9]{0,4}[dwy]$", var.spec.logs.retention))],
    ))
    error_message = "holdfast.yaml: retention is a number of days, weeks or years: 30d, 8w, 2y."
  }

  validation {
    condition     = try(var.spec.environments[var.environment].account, null) != null
    error_message = "holdfast.yaml: the environment of this root is not declared, or has no account."
  }

  validation {
    condition = alltrue([
      for one in [for noun in concat(values(var.spec.datasets), [var.spec.logs]) : noun.retention] :
      try(tonumber(regex("^[0-9]+", one)) * { d = 1, w = 7, y = 365 }[substr(one, -1, 1)] <= 36500, true)
    ])
    error_message = "holdfast.yaml: nothing is kept for more than 100 years, the most that a lock of S3 can hold."
  }

  validation {
    condition     = try(coalesce(var.spec.environments[var.environment].region, var.spec.cloud.region), null) != null
    error_message = "holdfast.yaml: neither the environment nor cloud has a region."
  }
}
