variable "subnet_ids" {
  type    = list(string)
  default = []
}

variable "security_group_ids" {
  type    = list(string)
  default = []
}

variable "trusted_services" {
  type    = list(string)
  default = ["edgelambda.amazonaws.com"]
}

variable "policy_statements" {
  type = any
  default = {
    read-images = {
      effect    = "Allow"
      actions   = ["s3:GetObject"]
      resources = ["arn:aws:s3:::images-*/*"]
    }
  }
}
