terraform {
  required_version = ">= 0.13"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 3.74"
    }
  }
}

provider "aws" {
  region              = "eu-west-3"
  s3_force_path_style = true
}

resource "aws_s3_bucket" "this" {
  bucket = "v3-bucket"
  acl    = "public-read-write"

  versioning {
    enabled = false
  }

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }

  lifecycle_rule {
    id      = "all"
    enabled = true

    noncurrent_version_expiration {
      days = 90
    }
  }

  website {
    index_document = "index.html"
  }

  replication_configuration {
    role = aws_iam_role.replication.arn

    rules {
      id     = "all"
      status = "Enabled"

      destination {
        bucket        = "arn:aws:s3:::elsewhere"
        storage_class = "STANDARD"
      }
    }
  }
}

resource "aws_s3_bucket_object" "index" {
  bucket  = aws_s3_bucket.this.id
  key     = "index.html"
  content = "<h1>v3</h1>"
  acl     = "public-read"
}

resource "aws_iam_role" "replication" {
  name               = "replication"
  assume_role_policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"
}

resource "aws_db_instance" "this" {
  name                = "appdb"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  allocated_storage   = 10
  username            = "root"
  password            = "hunter2hunter2"
  skip_final_snapshot = true
}

resource "aws_db_security_group" "classic" {
  name = "classic"

  ingress {
    cidr = "10.0.0.0/24"
  }
}

resource "aws_eip" "this" {
  vpc = true
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id          = "cache"
  replication_group_description = "a cache"
  node_type                     = "cache.t3.micro"
  number_cache_clusters         = 2
}

resource "aws_elasticsearch_domain" "this" {
  domain_name = "logs"

  access_policies = <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {"Action": "es:*", "Principal": "*", "Effect": "Allow", "Resource": "*"}
  ]
}
POLICY
}

resource "aws_instance" "this" {
  ami           = "ami-12345678"
  instance_type = "t2.nano"

  ebs_block_device {
    device_name = "/dev/sdg"
    volume_size = 5
    encrypted   = false
  }
}

resource "aws_security_group" "this" {
  name = "open"

  ingress = [{
    description      = "all"
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }]
}

data "aws_subnet_ids" "all" {
  vpc_id = "vpc-12345678"
}

output "endpoint" {
  value = aws_s3_bucket.this.website_endpoint
}
