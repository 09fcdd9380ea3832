resource "aws_s3_bucket" "bare" {
}

resource "aws_s3_bucket_policy" "bare" {
  bucket = aws_s3_bucket.undeclared.id
  policy = <<EOF
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}
EOF
}

resource "aws_db_instance" "pass" {
  storage_encrypted = true
}

resource "aws_instance" "public" {
  associate_public_ip_address = true
  subnet_id                   = var.subnet
  user_data                   = local.nowhere
}

resource "aws_iam_role_policy" "star" {
  role = aws_iam_role.other.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_sagemaker_notebook_instance" "open" {
  direct_internet_access = "Enabled"
}

resource "aws_security_group_rule" "open" {
  type        = "ingress"
  from_port   = 22
  to_port     = 22
  protocol    = "tcp"
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_kms_key" "wild" {
  unknown_argument = true
  policy           = data.aws_iam_policy_document.missing.json
}

module "absent" {
  source = "terraform-aws-modules/vpc/aws"
  name   = "x"
}

resource "aws_subnet" "in_absent" {
  vpc_id     = module.absent.vpc_id
  cidr_block = "10.0.0.0/24"
}
