# What AWS itself records. Server access logs and AWS Config take neither a default lock nor, the first, a customer key:
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshooting-server-access-logging.html
# https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html

locals {
  records     = "${var.prefix}-records-${var.account}"
  records_arn = "arn:aws:s3:::${local.records}"
}

module "records" {
  source = "../bucket"

  name           = local.records
  noun           = "log/records"
  retention_days = coalesce(one([for store in values(var.stores) : store.retention_days if store.kind == "log"]), 365)

  statements = [
    {
      Sid       = "OnlyServicesWrite"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject"]
      Resource  = ["${local.records_arn}/*"]
      Condition = { Bool = { "aws:PrincipalIsAWSService" = "false" } }
    },
    {
      Sid       = "OnlyReaders"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:ListBucketVersions"]
      Resource  = [local.records_arn, "${local.records_arn}/*"]
      Condition = {
        ArnNotEquals = { "aws:PrincipalArn" = concat(flatten([for store in values(var.stores) : store.readers if store.kind == "log"]), local.nobody) }
        Bool         = { "aws:PrincipalIsAWSService" = "false" }
      }
    },
    {
      Sid       = "OnlyAdministrators"
      Effect    = "Deny"
      Principal = "*"
      Action    = local.set_up
      Resource  = [local.records_arn]
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = var.administrators } }
    },
    {
      Sid       = "AccessLogs"
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = ["${local.records_arn}/access/*"]
      Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
    },
    {
      Sid       = "ConfigurationLook"
      Effect    = "Allow"
      Principal = { Service = "config.amazonaws.com" }
      Action    = ["s3:GetBucketAcl", "s3:ListBucket"]
      Resource  = [local.records_arn]
      Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
    },
    {
      Sid       = "ConfigurationWrite"
      Effect    = "Allow"
      Principal = { Service = "config.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = ["${local.records_arn}/config/*"]
      Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
    },
  ]
}
