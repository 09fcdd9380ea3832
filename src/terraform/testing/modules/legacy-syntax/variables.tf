variable "region" {
  type    = string
  default = "us-west-2"
}

variable "environment" {
  default = "dev"
}

variable "instances" {
  default = "2"
}

variable "password" {}

variable "tags" {
  type = map(string)

  default = {
    Team = "web"
  }
}

variable "zones" {
  type    = list(string)
  default = []
}

variable "amis" {
  type = map(string)

  default = {
    us-west-2 = "ami-0123456789abcdef0"
  }
}
