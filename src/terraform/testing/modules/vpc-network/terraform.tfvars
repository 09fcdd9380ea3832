name                  = "main"
secondary_cidr_blocks = ["100.64.0.0/16"]
database_subnets      = ["10.0.200.0/24", "10.0.201.0/24"]
tags = {
  Environment = "prod"
}
