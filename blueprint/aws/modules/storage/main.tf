# Buckets of datasets, models and the log. Each is closed three times: no identity has a right to it but those that the
# file names, its policy denies everybody else, and its key is for the same ones.

terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

module "stores" {
  source   = "../bucket"
  for_each = var.stores

  name           = each.value.bucket
  noun           = "${each.value.kind}/${each.value.name}"
  key            = var.keys[each.key]
  lock           = local.locks[each.key]
  retention_days = each.value.retention_days
  records        = { bucket = module.records.name, prefix = "access/${each.key}/" }
  statements     = concat(local.closed[each.key], local.taken[each.key], local.recorded[each.key])
}

locals {
  # Erasing must stay possible for data of people: https://eur-lex.europa.eu/eli/reg/2016/679/oj Article 17
  locks = { for name, store in var.stores : name => store.kind == "dataset" ? null : {
    mode = var.production ? "COMPLIANCE" : "GOVERNANCE"
    days = var.production ? coalesce(store.retention_days, 365) : 30
  } }
}

output "buckets" {
  description = "Names, by store."
  value       = { for name, bucket in module.stores : name => bucket.name }
}

output "records" {
  description = "The bucket for what AWS itself records: access to buckets, and configuration."
  value       = module.records.name
}

output "ready" {
  description = "Known once the policies are there."
  value       = [for bucket in module.stores : bucket.ready]
}
