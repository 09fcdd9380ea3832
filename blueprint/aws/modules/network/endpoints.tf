# Endpoints are doors in the wall: each lets through principals of this account, to what is this account's.

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = local.vpc
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = local.of_routes
  tags              = { Name = "${var.prefix} s3" }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnBuckets"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:ListMultipartUploadParts", "s3:PutObject"]
        Resource  = flatten([for arn in var.buckets : [arn, "${arn}/*"]])
        Condition = { StringEquals = { "aws:PrincipalAccount" = var.account, "aws:ResourceAccount" = var.account } }
      },
      # Layers of images are in a bucket of AWS: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
      {
        Sid       = "Layers"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource  = "arn:aws:s3:::prod-${var.region}-starport-layer-bucket/*"
      },
    ]
  })
}

resource "aws_vpc_endpoint" "this" {
  for_each = local.endpointed

  vpc_id              = local.vpc
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = local.compute
  security_group_ids  = [aws_security_group.endpoints.id]
  tags                = { Name = "${var.prefix} ${each.key}" }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OwnAccount"
      Effect    = "Allow"
      Principal = "*"
      Action    = "${split(".", each.key)[0] == "monitoring" ? "cloudwatch" : split(".", each.key)[0]}:*"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = var.account } }
    }]
  })
}
