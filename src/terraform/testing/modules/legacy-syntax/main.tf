provider "aws" {
  region  = var.region
  version = "~> 2.7"
}

provider "template" {
  version = "~> 2.1"
}

terraform {
  required_version = ">= 0.11"
}

data "aws_caller_identity" "current" {}

data "template_file" "user_data" {
  template = file("${path.module}/user-data.sh")

  vars = {
    environment = "${var.environment}"
    bucket      = "${aws_s3_bucket.app.id}"
  }
}

data "template_file" "policy" {
  template = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "s3:*", "Resource": "$${bucket_arn}/*"}
  ]
}
EOF

  vars = {
    bucket_arn = "${aws_s3_bucket.app.arn}"
  }
}

resource "aws_iam_policy" "app" {
  name   = "app-${var.environment}"
  policy = data.template_file.policy.rendered
}

resource "aws_s3_bucket" "app" {
  bucket = "app-${data.aws_caller_identity.current.account_id}"
  acl    = "public-read"
  region = var.region

  versioning {
    enabled    = true
    mfa_delete = false
  }

  logging {
    target_bucket = aws_s3_bucket.logs.id
    target_prefix = "log/"
  }

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "AES256"
      }
    }
  }

  tags = merge(var.tags, map("Name", "app", "Environment", var.environment))
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs-${data.aws_caller_identity.current.account_id}"
  acl    = "log-delivery-write"
  policy = <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs-${data.aws_caller_identity.current.account_id}/*"}
  ]
}
POLICY
}

resource "aws_db_instance" "app" {
  identifier           = "app"
  name                 = "app"
  engine               = "mysql"
  engine_version       = "5.7"
  instance_class       = "db.t2.micro"
  allocated_storage    = 20
  username             = "admin"
  password             = var.password
  publicly_accessible  = true
  skip_final_snapshot  = true
  parameter_group_name = "default.mysql5.7"
}

resource "aws_instance" "web" {
  count         = var.instances
  ami           = lookup(var.amis, var.region)
  instance_type = "t2.micro"
  user_data     = data.template_file.user_data.rendered
  subnet_id     = element(aws_subnet.this.*.id, count.index)

  vpc_security_group_ids = ["${aws_security_group.web.id}"]

  root_block_device {
    volume_size = 8
  }

  lifecycle {
    ignore_changes = ["ami"]
  }

  provisioner "remote-exec" {
    inline = ["echo ${self.private_ip}"]
  }
}

resource "aws_vpc" "this" {
  cidr_block = "172.16.0.0/16"
}

resource "aws_subnet" "this" {
  count      = 2
  vpc_id     = aws_vpc.this.id
  cidr_block = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index)
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.this.id

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = list("0.0.0.0/0")
  }
}

resource "aws_eip" "web" {
  count    = 1
  instance = aws_instance.web.0.id
  vpc      = true
}

output "address" {
  value = aws_eip.web.*.public_ip
}
