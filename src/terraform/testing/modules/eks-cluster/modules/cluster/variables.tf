variable "cluster_name" {
  type = string
}

variable "cluster_version" {
  type = string
}

variable "cluster_iam_role_dns_suffix" {
  type    = string
  default = null
}

variable "subnet_ids" {
  type = list(string)
}

variable "vpc_id" {
  type = string
}

variable "cluster_addons" {
  type    = any
  default = {}
}

variable "access_entries" {
  type    = any
  default = {}
}

variable "eks_managed_node_groups" {
  type    = any
  default = {}
}
