# The most that any role of the platform can ever have, whoever writes its policies.

resource "aws_iam_policy" "boundary" {
  name        = "${local.platform.prefix}-boundary"
  path        = local.ci_path
  description = "The most that teams, systems and jobs can have"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Data"
        Effect = "Allow"
        Action = [
          "s3:AbortMultipartUpload",
          "s3:DeleteObject",
          "s3:DeleteObjectVersion",
          "s3:GetBucketLocation",
          "s3:GetObject",
          "s3:GetObjectVersion",
          "s3:ListBucket",
          "s3:ListBucketVersions",
          "s3:PutObject",
        ]
        # Buckets of an environment that models are taken from are in another account, but the platform's own.
        Resource = ["arn:aws:s3:::${split("-", local.platform.prefix)[0]}-*"]
      },
      # Which keys they may use is in the keys' own policies.
      {
        Sid       = "Keys"
        Effect    = "Allow"
        Action    = ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"]
        Resource  = "arn:aws:kms:*:*:key/*"
        Condition = { StringLike = { "kms:ViaService" = ["ecr.*.amazonaws.com", "s3.*.amazonaws.com", "sagemaker.*.amazonaws.com", "secretsmanager.*.amazonaws.com"] } }
      },
      {
        Sid      = "Sign"
        Effect   = "Allow"
        Action   = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"]
        Resource = "arn:aws:kms:${local.platform.region}:${local.account}:key/*"
      },
      {
        Sid    = "Models"
        Effect = "Allow"
        Action = [
          "sagemaker:AddTags",
          "sagemaker:CreateEndpoint",
          "sagemaker:CreateModelPackage",
          "sagemaker:DeleteEndpoint",
          "sagemaker:DeleteEndpointConfig",
          "sagemaker:DeleteModel",
          "sagemaker:DescribeEndpoint",
          "sagemaker:DescribeEndpointConfig",
          "sagemaker:DescribeModel",
          "sagemaker:DescribeModelPackage",
          "sagemaker:DescribeModelPackageGroup",
          "sagemaker:DescribeTrainingJob",
          "sagemaker:InvokeEndpoint",
          "sagemaker:ListModelPackages",
          "sagemaker:UpdateEndpoint",
        ]
        Resource = "arn:aws:sagemaker:${local.scope}:*"
      },
      {
        Sid      = "ClosedModels"
        Effect   = "Allow"
        Action   = "sagemaker:CreateModel"
        Resource = "arn:aws:sagemaker:${local.scope}:model/*"
        Condition = {
          Bool                        = { "sagemaker:NetworkIsolation" = "true" }
          "ForAllValues:StringEquals" = { "sagemaker:VpcSecurityGroupIds" = [var.network.group], "sagemaker:VpcSubnets" = var.network.subnets }
          Null                        = { "sagemaker:VpcSecurityGroupIds" = "false", "sagemaker:VpcSubnets" = "false" }
        }
      },
      {
        Sid      = "EncryptedEndpoints"
        Effect   = "Allow"
        Action   = "sagemaker:CreateEndpointConfig"
        Resource = "arn:aws:sagemaker:${local.scope}:endpoint-config/*"
        Condition = {
          # The key itself is not there yet: it names roles that this bounds.
          ArnLike                     = { "sagemaker:VolumeKmsKey" = "arn:aws:kms:${local.scope}:key/*" }
          "ForAllValues:StringEquals" = { "sagemaker:InstanceTypes" = var.machines }
        }
      },
      {
        Sid       = "Approvals"
        Effect    = "Allow"
        Action    = "sagemaker:UpdateModelPackage"
        Resource  = "arn:aws:sagemaker:${local.scope}:model-package/*"
        Condition = { "ForAllValues:StringEquals" = { "sagemaker:ModelApprovalStatus" = ["Approved", "Rejected"] }, Null = { "sagemaker:ModelApprovalStatus" = "false" } }
      },
      {
        Sid       = "Watch"
        Effect    = "Allow"
        Action    = ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "cloudwatch:PutMetricData"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = local.platform.region } }
      },
      {
        Sid    = "Logs"
        Effect = "Allow"
        Action = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Resource = [
          "arn:aws:logs:${local.platform.region}:${local.account}:log-group:/aws/sagemaker/*",
          "arn:aws:logs:${local.platform.region}:${local.account}:log-group:/aws/sagemaker/*:log-stream:*",
        ]
      },
      {
        Sid      = "Images"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:aws:ecr:${local.platform.region}:${local.account}:repository/${local.platform.prefix}/*"
      },
      {
        Sid       = "SignInToImages"
        Effect    = "Allow"
        Action    = "ecr:GetAuthorizationToken"
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = local.platform.region } }
      },
      {
        Sid    = "Interfaces"
        Effect = "Allow"
        Action = [
          "ec2:CreateNetworkInterface",
          "ec2:CreateNetworkInterfacePermission",
          "ec2:DeleteNetworkInterface",
          "ec2:DeleteNetworkInterfacePermission",
          "ec2:DescribeDhcpOptions",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
        ]
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = local.platform.region } }
      },
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"]
        Resource = "arn:aws:secretsmanager:${local.platform.region}:${local.account}:secret:${local.platform.prefix}/*"
      },
      {
        Sid       = "Rotation"
        Effect    = "Allow"
        Action    = ["secretsmanager:GetRandomPassword", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = local.platform.region } }
      },
      {
        Sid      = "RotationSpeaks"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage"]
        Resource = ["arn:aws:logs:${local.platform.region}:${local.account}:log-group:/aws/lambda/${local.platform.prefix}-*:log-stream:*", "arn:aws:sqs:${local.platform.region}:${local.account}:${local.platform.prefix}-undelivered"]
      },
      {
        Sid       = "PassToServe"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = concat([for name, job in local.platform.jobs : local.platform.arns[name] if job.step == "serve"], ["arn:aws:iam::${local.account}:role/holdfast/nobody"])
        Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
      },
    ]
  })
}
