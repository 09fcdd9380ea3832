output "roles" {
  description = "Names of the roles of teams, systems and jobs."
  value       = module.identity.roles
}

output "buckets" {
  description = "Names of the buckets, by store."
  value       = module.storage.buckets
}

output "signing_keys" {
  description = "ARNs of the keys that sign, by what they sign."
  value       = module.signing.arns
}

output "network" {
  description = "Where jobs and endpoints run."
  value       = local.network
}
