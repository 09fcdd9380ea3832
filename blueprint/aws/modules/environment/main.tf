# One environment, whole: every module with what the others need of it. The roots call this, and nothing else.

terraform {
  required_version = ">= 1.10"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "file" {
  description = "The path of holdfast.yaml."
  type        = string

  validation {
    condition     = fileexists(var.file)
    error_message = "There is no such file."
  }
}

variable "environment" {
  description = "The name of the environment in the file."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,6}[a-z0-9]$", var.environment))
    error_message = "Names of environments are 2 to 8 of a-z, 0-9 and -."
  }
}

module "spec" {
  source = "../spec"

  file        = var.file
  environment = var.environment
}

locals {
  platform = module.spec.platform
  prefix   = local.platform.prefix
  account  = local.platform.account
  region   = local.platform.region
  scope    = "${local.region}:${local.account}"
  state    = "${local.prefix}-state-${local.account}"

  # Those that are there: without GitHub there is nobody who deploys.
  of_step = { for step in ["ingest", "train", "release", "deploy", "serve", "monitor"] : step => {
    for name, job in local.platform.jobs : job.of => name if job.step == step && contains(keys(module.identity.roles), name)
  } }
  on_sagemaker = { for name, job in local.platform.jobs : name => module.identity.roles[name] if job.step != "deploy" }
  served       = { for name, model in local.platform.models : name => model.endpoint if model.endpoint != null }
  network      = { vpc = module.network.vpc, subnets = module.network.subnets, group = module.network.group }
}

module "identity" {
  source = "../identity"

  platform   = local.platform
  state      = local.state
  network    = { subnets = module.network.subnets, group = module.network.group }
  volume_key = module.keys.arns["volumes"]
  machines   = distinct([for endpoint in values(local.served) : endpoint.machine])
}

module "keys" {
  source = "../keys"

  prefix         = local.prefix
  account        = local.account
  production     = local.platform.production
  administrators = module.identity.administrators
  keys           = local.keys
  ready          = module.identity.ready
}

module "state" {
  source = "../state"

  bucket  = local.state
  key     = module.keys.arns["state"]
  readers = module.identity.readers_of_state
  writers = module.identity.administrators
  records = module.storage.records
}

module "network" {
  source = "../network"

  prefix       = local.prefix
  account      = local.account
  region       = local.region
  network      = local.platform.network
  existing     = local.platform.existing.network
  buckets      = [for store in values(local.platform.stores) : "arn:aws:s3:::${store.bucket}"]
  log_bucket   = local.platform.stores["logs"].bucket
  firewall_key = lookup(module.keys.arns, "network", null)
}

module "storage" {
  source = "../storage"

  account        = local.account
  prefix         = local.prefix
  production     = local.platform.production
  stores         = local.platform.stores
  keys           = { for name in keys(local.platform.stores) : name => module.keys.arns[name] }
  administrators = module.identity.administrators
  jobs           = [for name in keys(local.on_sagemaker) : local.platform.arns[name]]
  endpoint       = module.network.s3_endpoint
}

module "training" {
  source = "../training"

  prefix       = local.prefix
  account      = local.account
  region       = local.region
  path         = local.platform.path
  jobs         = local.on_sagemaker
  models       = keys(local.platform.models)
  boundary     = module.identity.boundary
  network      = local.network
  keys         = { images = module.keys.arns["images"], volumes = module.keys.arns["volumes"] }
  makes_studio = !local.platform.production && local.platform.trains
}

module "registry" {
  source = "../registry"

  prefix  = local.prefix
  account = local.account
  region  = local.region
  models = { for name, model in local.platform.models : name => {
    approvers = [for who, arn in local.platform.arns : module.identity.roles[who] if contains(model.approvers, arn)]
    registrar = try(module.identity.roles[local.of_step["release"][name]], null)
  } }
}

module "serving" {
  source = "../serving"

  prefix     = local.prefix
  account    = local.account
  region     = local.region
  network    = { subnets = module.network.subnets, group = module.network.group }
  volume_key = module.keys.arns["volumes"]
  models = { for name, endpoint in local.served : name => {
    machine  = endpoint.machine
    deployer = try(module.identity.roles[local.of_step["deploy"][name]], null)
    server   = local.platform.arns["serve-${name}"]
    invokers = [for grant in local.platform.grants : module.identity.roles[grant.who] if grant.kind == "model" && grant.name == name && grant.verb == "invoke"]
  } }
}

module "monitoring" {
  source = "../monitoring"

  prefix         = local.prefix
  account        = local.account
  region         = local.region
  path           = local.platform.path
  boundary       = module.identity.boundary
  existing       = local.platform.existing
  log_bucket     = module.storage.buckets["logs"]
  records_bucket = module.storage.records
  watched        = [for name, store in local.platform.stores : "arn:aws:s3:::${store.bucket}" if store.kind != "log"]
  retention_days = local.platform.stores["logs"].retention_days
  keys           = { logs = module.keys.arns["logs"], groups = module.keys.arns["groups"], alarms = module.keys.arns["alarms"] }
  alerts         = local.platform.alerts
  models         = keys(local.served)
  ready          = module.storage.ready
}

module "patching" {
  source = "../patching"

  prefix = local.prefix
}

module "secrets" {
  source = "../secrets"

  prefix      = local.prefix
  account     = local.account
  region      = local.region
  production  = local.platform.production
  key         = module.keys.arns["secrets"]
  path        = local.platform.path
  boundary    = module.identity.boundary
  network     = { subnets = module.network.subnets, group = module.network.group }
  log_key     = module.keys.arns["groups"]
  undelivered = module.monitoring.undelivered
  readers     = { for name in keys(local.served) : name => { name = module.identity.roles["serve-${name}"], arn = local.platform.arns["serve-${name}"] } }
}

module "signing" {
  source = "../signing"

  prefix         = local.prefix
  account        = local.account
  production     = local.platform.production
  administrators = module.identity.administrators
  signers        = { for step, jobs in local.of_step : step => [for name in values(jobs) : local.platform.arns[name]] if length(jobs) > 0 && step != "serve" }
  ready          = module.identity.ready
}
