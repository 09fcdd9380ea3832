variable "password" {
  type      = string
  default   = "hunter2"
  sensitive = true
}

locals {
  key = terraform_data.key.id
}

resource "terraform_data" "key" {}

resource "terraform_data" "kept" {
  input = "same"
}

resource "terraform_data" "changed" {
  input = { password = var.password, list = ["new", terraform_data.key.id] }
}

resource "terraform_data" "replaced" {
  triggers_replace = 2
}

removed {
  from = terraform_data.forgotten
  lifecycle {
    destroy = false
  }
}

moved {
  from = terraform_data.old_name
  to   = terraform_data.new_name
}

resource "terraform_data" "new_name" {}

data "terraform_remote_state" "read" {
  backend = "local"
  config  = { path = "elsewhere/terraform.tfstate" }
}

data "terraform_remote_state" "deferred" {
  backend  = "local"
  config   = { path = "elsewhere/terraform.tfstate" }
  defaults = { key = terraform_data.key.id }
}

module "bucket" {
  for_each = toset(["raw", "clean.v2"])
  source   = "./bucket"
  key_id   = terraform_data.key.id
  settings = { versioned = terraform_data.kept.output }
}

resource "terraform_data" "twice" {
  count = 2
  input = module.bucket["raw"].id
}

resource "terraform_data" "of_all" {
  input = [for bucket in module.bucket : bucket.id]
}

resource "terraform_data" "of_twice" {
  count = 2
  input = [terraform_data.twice[count.index].id, local.key]
}

resource "terraform_data" "of_data" {
  input = data.terraform_remote_state.deferred.outputs
}

output "password" {
  value     = var.password
  sensitive = true
}

output "buckets" {
  value = { first = module.bucket["raw"].id, kept = terraform_data.kept.output }
}
