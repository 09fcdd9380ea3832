output "cluster_endpoint" {
  value = try(aws_eks_cluster.this.endpoint, null)

  depends_on = [aws_eks_access_entry.this]
}

output "cluster_certificate_authority_data" {
  value = try(aws_eks_cluster.this.certificate_authority[0].data, null)
}

output "oidc_provider" {
  value = try(replace(aws_eks_cluster.this.identity[0].oidc[0].issuer, "https://", ""), null)
}

output "oidc_provider_arn" {
  value = try(aws_iam_openid_connect_provider.oidc_provider.arn, null)
}

output "node_groups" {
  value = module.node_group
}
