variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_ids" {
  type = list(string)
}

variable "role_arns" {
  type = map(string)
}

variable "image_url" {
  type = string
}

variable "artifacts_bucket" {
  type = string
}

variable "instance_type" {
  type = string
}

variable "github_token" {
  type      = string
  sensitive = true
}
