output "cluster_endpoint" {
  value = module.eks.cluster_endpoint
}

output "oidc" {
  value = module.eks.oidc_provider
}

output "ca" {
  value = base64decode(module.eks.cluster_certificate_authority_data) == "" ? "none" : "some"
}

output "node_groups" {
  value = keys(module.eks.node_groups)
}
