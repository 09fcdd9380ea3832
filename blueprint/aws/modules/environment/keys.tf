# Who uses which key, and only through the service that it is for.

locals {
  via = { for service in ["ecr", "network-firewall", "s3", "sagemaker", "secretsmanager"] : service => { "kms:ViaService" = ["${service}.${local.region}.amazonaws.com"] } }
  own = { "aws:SourceAccount" = [local.account] }

  of_stores = { for name, store in local.platform.stores : name => {
    noun = "key/${name}"
    uses = concat(
      [
        {
          sid        = "Read"
          principals = { AWS = store.readers }
          actions    = ["kms:Decrypt"]
          conditions = {
            StringEquals = local.via["s3"]
            StringLike   = { "kms:EncryptionContext:aws:s3:arn" = ["arn:aws:s3:::${store.bucket}", "arn:aws:s3:::${store.bucket}/*"] }
          }
        },
        {
          sid        = "Write"
          principals = { AWS = store.writers }
          actions    = ["kms:Decrypt", "kms:GenerateDataKey"]
          conditions = {
            StringEquals = local.via["s3"]
            StringLike   = { "kms:EncryptionContext:aws:s3:arn" = ["arn:aws:s3:::${store.bucket}", "arn:aws:s3:::${store.bucket}/*"] }
          }
        },
      ],
      [for one in store.takers : {
        sid        = "Take${one.account}"
        principals = { AWS = ["arn:aws:iam::${one.account}:root"] }
        actions    = ["kms:Decrypt"]
        conditions = { StringEquals = local.via["s3"], ArnEquals = { "aws:PrincipalArn" = [one.role] } }
      }],
      # https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
      store.kind != "log" ? [] : [
        {
          sid        = "Record"
          principals = { Service = ["cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"] }
          actions    = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
          conditions = { StringEquals = local.own }
        },
      ],
    )
  } }

  of_services = {
    alarms = {
      noun = "key/alarms"
      uses = [{
        sid        = "Publish"
        principals = { Service = ["cloudtrail.amazonaws.com", "cloudwatch.amazonaws.com", "events.amazonaws.com"] }
        actions    = ["kms:Decrypt", "kms:GenerateDataKey"]
        conditions = { StringEquals = local.own }
      }]
    }
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    groups = {
      noun = "key/groups"
      uses = [{
        sid        = "Logs"
        principals = { Service = ["logs.${local.region}.amazonaws.com"] }
        actions    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
        conditions = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = ["arn:aws:logs:${local.scope}:log-group:*"] } }
      }]
    }
    # https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
    images = {
      noun = "key/images"
      uses = [{
        sid        = "Repositories"
        principals = { AWS = module.identity.administrators }
        actions    = ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"]
        conditions = { StringEquals = local.via["ecr"], Bool = { "kms:GrantIsForAWSResource" = ["true"] } }
      }]
    }
    network = {
      noun = "key/network"
      uses = [{
        sid        = "Firewall"
        principals = { AWS = module.identity.administrators }
        actions    = ["kms:CreateGrant", "kms:DescribeKey"]
        conditions = { StringEquals = local.via["network-firewall"], Bool = { "kms:GrantIsForAWSResource" = ["true"] } }
      }]
    }
    secrets = {
      noun = "key/secrets"
      uses = [{
        sid        = "Read"
        principals = { AWS = [for name in keys(local.served) : local.platform.arns["serve-${name}"]] }
        actions    = ["kms:Decrypt"]
        conditions = { StringEquals = local.via["secretsmanager"] }
        },
        {
          sid        = "Rotate"
          principals = { AWS = [for name in slice(["arn:aws:iam::${local.account}:role${local.platform.path}${local.prefix}-rotate"], 0, min(1, length(local.served))) : name] }
          actions    = ["kms:Decrypt", "kms:GenerateDataKey"]
          conditions = { StringEquals = local.via["secretsmanager"] }
      }]
    }
    state = {
      noun = "key/state"
      uses = [
        {
          sid        = "Read"
          principals = { AWS = module.identity.readers_of_state }
          actions    = ["kms:Decrypt"]
          conditions = { StringEquals = local.via["s3"] }
        },
        {
          sid        = "Write"
          principals = { AWS = module.identity.administrators }
          actions    = ["kms:GenerateDataKey"]
          conditions = { StringEquals = local.via["s3"] }
        },
      ]
    }
    # https://docs.aws.amazon.com/sagemaker/latest/dg/key-management.html
    volumes = {
      noun = "key/volumes"
      uses = [{
        sid        = "Disks"
        principals = { AWS = concat(module.identity.pipeline, [for name in values(local.of_step["deploy"]) : local.platform.arns[name]]) }
        actions    = ["kms:CreateGrant", "kms:DescribeKey"]
        conditions = { StringEquals = local.via["sagemaker"], Bool = { "kms:GrantIsForAWSResource" = ["true"] } }
      }]
    }
  }

  # Without a firewall there is nothing that its key would protect.
  keys = { for name, key in merge(local.of_stores, local.of_services) : name => key if name != "network" || length(local.platform.network.egress) > 0 }
}
