locals {
  arn = { for name, store in var.stores : name => "arn:aws:s3:::${store.bucket}" }

  # An empty list in a negated condition would not mean nobody, but be refused: a role that never exists does.
  nobody = ["arn:aws:iam::${var.account}:role/holdfast/nobody"]
  only = { for name, store in var.stores : name => {
    readers = concat(store.readers, [for one in store.takers : one.role], local.nobody)
    writers = concat(store.writers, local.nobody)
    erasers = concat(store.erasers, local.nobody)
  } }

  set_up = [
    "s3:DeleteBucket",
    "s3:DeleteBucketPolicy",
    "s3:PutBucketAcl",
    "s3:PutBucketLogging",
    "s3:PutBucketObjectLockConfiguration",
    "s3:PutBucketOwnershipControls",
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
    "s3:PutReplicationConfiguration",
  ]

  # https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
  closed = { for name, store in var.stores : name => [
    {
      Sid       = "RecentTlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [local.arn[name], "${local.arn[name]}/*"]
      Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
    },
    {
      Sid       = "OnlyReaders"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"]
      Resource  = [local.arn[name], "${local.arn[name]}/*"]
      Condition = {
        ArnNotEquals = { "aws:PrincipalArn" = local.only[name].readers }
        Bool         = { "aws:PrincipalIsAWSService" = "false" }
      }
    },
    # Whoever erases must find every version that there is.
    {
      Sid       = "OnlyReadersAndErasers"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:ListBucketVersions"]
      Resource  = [local.arn[name]]
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = concat(local.only[name].readers, store.erasers) } }
    },
    {
      Sid       = "OnlyWriters"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:PutObject", "s3:ReplicateObject", "s3:RestoreObject"]
      Resource  = ["${local.arn[name]}/*"]
      Condition = {
        ArnNotEquals = { "aws:PrincipalArn" = local.only[name].writers }
        Bool         = { "aws:PrincipalIsAWSService" = "false" }
      }
    },
    {
      Sid       = "OnlyErasers"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectLegalHold", "s3:PutObjectRetention"]
      Resource  = ["${local.arn[name]}/*"]
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = local.only[name].erasers } }
    },
    {
      Sid       = "OnlyAdministrators"
      Effect    = "Deny"
      Principal = "*"
      Action    = local.set_up
      Resource  = [local.arn[name]]
      Condition = { ArnNotEquals = { "aws:PrincipalArn" = var.administrators } }
    },
    # Who uploads without naming a key takes the bucket's: only another one is refused, hence `Null`.
    {
      Sid       = "OnlyItsKey"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:PutObject"]
      Resource  = ["${local.arn[name]}/*"]
      Condition = {
        StringNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = var.keys[name] }
        Null            = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false" }
      }
    },
    {
      Sid       = "OnlyWithKms"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:PutObject"]
      Resource  = ["${local.arn[name]}/*"]
      Condition = {
        StringNotEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" }
        Null            = { "s3:x-amz-server-side-encryption" = "false" }
      }
    },
    # A job's credentials are of no use outside of its network.
    {
      Sid       = "JobsByTheEndpoint"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
      Resource  = ["${local.arn[name]}/*"]
      Condition = {
        ArnEquals       = { "aws:PrincipalArn" = concat(var.jobs, local.nobody) }
        StringNotEquals = { "aws:SourceVpce" = var.endpoint }
      }
    },
  ] }

  # A role of another account cannot be named before it exists: the account, and the role as a condition.
  taken = { for name, store in var.stores : name => [
    for one in store.takers : {
      Sid       = "Take${one.account}"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${one.account}:root" }
      Action    = ["s3:GetObject", "s3:GetObjectVersion"]
      Resource  = ["${local.arn[name]}/*"]
      Condition = { ArnEquals = { "aws:PrincipalArn" = one.role } }
    }
  ] }

  # https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
  # https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
  recorded = { for name, store in var.stores : name => store.kind != "log" ? [] : flatten([
    for service in ["cloudtrail", "delivery.logs"] : [
      {
        Sid       = "Look${title(split(".", service)[0])}"
        Effect    = "Allow"
        Principal = { Service = "${service}.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = [local.arn[name]]
        Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
      },
      {
        Sid       = "Write${title(split(".", service)[0])}"
        Effect    = "Allow"
        Principal = { Service = "${service}.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = ["${local.arn[name]}/*"]
        Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
      },
    ]
  ]) }
}
