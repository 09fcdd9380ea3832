terraform {
  backend "s3" {
    bucket = "states"
    key    = "app.tfstate"
    region = "eu-west-1"
  }
}

data "terraform_remote_state" "network" {
  backend   = "s3"
  workspace = terraform.workspace

  config = {
    bucket = "states"
    key    = "network.tfstate"
    region = "eu-west-1"
  }
}

data "terraform_remote_state" "data" {
  backend = "remote"

  config = {
    organization = "example"
    workspaces = {
      name = "data"
    }
  }

  defaults = {
    bucket_arn = "arn:aws:s3:::default-of-the-module"
  }
}

data "aws_ssm_parameter" "ami" {
  name = "/golden/ami"
}

data "aws_ami" "ubuntu" {
  most_recent = true
  owners      = ["099720109477"]

  filter {
    name   = "name"
    values = ["ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*"]
  }
}

data "aws_secretsmanager_secret_version" "db" {
  secret_id = "prod/db"
}

locals {
  db = jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)
}

resource "aws_instance" "app" {
  for_each               = toset(data.terraform_remote_state.network.outputs.private_subnet_ids)
  ami                    = nonsensitive(data.aws_ssm_parameter.ami.value)
  instance_type          = "t3.small"
  subnet_id              = each.value
  vpc_security_group_ids = [aws_security_group.app.id]
}

resource "aws_instance" "bastion" {
  ami           = data.aws_ami.ubuntu.id
  instance_type = "t3.micro"
  subnet_id     = data.terraform_remote_state.network.outputs.private_subnet_ids[0]
}

resource "aws_security_group" "app" {
  vpc_id = data.terraform_remote_state.network.outputs.vpc_id
}

resource "aws_db_instance" "app" {
  instance_class      = "db.t3.micro"
  engine              = "mysql"
  allocated_storage   = 10
  username            = local.db.username
  password            = local.db["password"]
  skip_final_snapshot = true
}

resource "aws_iam_policy" "read" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${data.terraform_remote_state.data.outputs.bucket_arn}/*" }]
  })
}
