# The roles of workflows. Plan reads configuration; apply sets up what this platform is made of, and reads no data; the
# pipeline starts jobs. None of them can change its own kind, and what apply makes stays below the boundary.

locals {
  runs_ci = local.platform.github != null
  ci = merge(
    local.runs_ci ? { for stage in ["plan", "apply", "pipeline"] : "ci-${stage}" => local.workflow[stage] } : {},
    local.platform.break_glass == null ? {} : { break-glass = local.person[local.platform.break_glass] },
  )
  # Who changes what is there: they hold the same rights, and one of them is a person.
  appliers = { for name in keys(local.ci) : name => name if contains(["ci-apply", "break-glass"], name) }

  in_region = { StringEquals = { "aws:RequestedRegion" = local.platform.region } }
  scope     = "${local.platform.region}:${local.account}"
  prefix    = local.platform.prefix
}

resource "aws_iam_role" "ci" {
  for_each = local.ci

  name                 = "${local.prefix}-${each.key}"
  path                 = local.ci_path
  description          = "Holdfast: ${each.key} of ${local.platform.environment}"
  permissions_boundary = aws_iam_policy.ci_boundary.arn
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge({ Sid = "Take", Effect = "Allow" }, each.value)]
  })
}

# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html
resource "aws_iam_role_policy_attachment" "read_configuration" {
  for_each = { for name in keys(local.ci) : name => name if name != "ci-pipeline" }

  role       = aws_iam_role.ci[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"
}

# What Terraform reads back of what it made, and SecurityAudit leaves out.
resource "aws_iam_role_policy" "refresh" {
  for_each = { for name in keys(local.ci) : name => name if name != "ci-pipeline" }

  name = "refresh"
  role = aws_iam_role.ci[each.key].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "State"
        Effect   = "Allow"
        Action   = each.key == "ci-plan" ? ["s3:GetObject"] : ["s3:DeleteObject", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
        Resource = "arn:aws:s3:::${var.state}/${local.platform.environment}/*"
      },
      {
        Sid      = "FindState"
        Effect   = "Allow"
        Action   = each.key == "ci-plan" ? ["s3:GetBucketLocation", "s3:ListBucket"] : ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketVersions"]
        Resource = "arn:aws:s3:::${var.state}"
      },
      {
        Sid    = "Refresh"
        Effect = "Allow"
        Action = [
          "network-firewall:Describe*",
          "network-firewall:List*",
          "s3:GetBucketObjectLockConfiguration",
          "s3:GetBucketOwnershipControls",
          "sagemaker:DescribeDomain",
          "sagemaker:DescribeModelPackageGroup",
          "sagemaker:GetModelPackageGroupPolicy",
          "sagemaker:ListTags",
          "ssm:GetMaintenanceWindow*",
          "ssm:GetPatchBaseline",
          "ssm:ListTagsForResource",
        ]
        Resource = [
          "arn:aws:network-firewall:${local.scope}:*",
          "arn:aws:s3:::${local.prefix}-*",
          "arn:aws:sagemaker:${local.scope}:*",
          "arn:aws:ssm:${local.scope}:*",
        ]
      },
    ]
  })
}

locals {
  rights = {
    network = [
      {
        Sid    = "Network"
        Effect = "Allow"
        Action = [
          "ec2:AllocateAddress",
          "ec2:AssociateRouteTable",
          "ec2:AttachInternetGateway",
          "ec2:AuthorizeSecurityGroupEgress",
          "ec2:AuthorizeSecurityGroupIngress",
          "ec2:CreateFlowLogs",
          "ec2:CreateInternetGateway",
          "ec2:CreateNatGateway",
          "ec2:CreateNetworkAcl",
          "ec2:CreateNetworkAclEntry",
          "ec2:CreateRoute",
          "ec2:CreateRouteTable",
          "ec2:CreateSecurityGroup",
          "ec2:CreateSubnet",
          "ec2:CreateTags",
          "ec2:CreateVpc",
          "ec2:CreateVpcEndpoint",
          "ec2:DeleteFlowLogs",
          "ec2:DeleteInternetGateway",
          "ec2:DeleteNatGateway",
          "ec2:DeleteNetworkAcl",
          "ec2:DeleteNetworkAclEntry",
          "ec2:DeleteRoute",
          "ec2:DeleteRouteTable",
          "ec2:DeleteSecurityGroup",
          "ec2:DeleteSubnet",
          "ec2:DeleteTags",
          "ec2:DeleteVpc",
          "ec2:DeleteVpcEndpoints",
          "ec2:DetachInternetGateway",
          "ec2:DisassociateRouteTable",
          "ec2:EnableEbsEncryptionByDefault",
          "ec2:ModifySecurityGroupRules",
          "ec2:ModifySubnetAttribute",
          "ec2:ModifyVpcAttribute",
          "ec2:ModifyVpcEndpoint",
          "ec2:ReleaseAddress",
          "ec2:ReplaceNetworkAclAssociation",
          "ec2:ReplaceNetworkAclEntry",
          "ec2:ReplaceRoute",
          "ec2:ReplaceRouteTableAssociation",
          "ec2:RevokeSecurityGroupEgress",
          "ec2:RevokeSecurityGroupIngress",
        ]
        Resource = "arn:aws:ec2:${local.scope}:*"
      },
      {
        Sid    = "Firewall"
        Effect = "Allow"
        Action = [
          "network-firewall:AssociateSubnets",
          "network-firewall:CreateFirewall",
          "network-firewall:CreateFirewallPolicy",
          "network-firewall:CreateRuleGroup",
          "network-firewall:DeleteFirewall",
          "network-firewall:DeleteFirewallPolicy",
          "network-firewall:DeleteRuleGroup",
          "network-firewall:TagResource",
          "network-firewall:UpdateFirewallDeleteProtection",
          "network-firewall:UpdateFirewallPolicy",
          "network-firewall:UpdateLoggingConfiguration",
          "network-firewall:UpdateRuleGroup",
        ]
        Resource = "arn:aws:network-firewall:${local.scope}:*"
      },
    ]
    storage = [
      {
        Sid    = "Buckets"
        Effect = "Allow"
        Action = [
          "s3:CreateBucket",
          "s3:PutBucketLogging",
          "s3:PutBucketObjectLockConfiguration",
          "s3:PutBucketOwnershipControls",
          "s3:PutBucketPolicy",
          "s3:PutBucketPublicAccessBlock",
          "s3:PutBucketTagging",
          "s3:PutBucketVersioning",
          "s3:PutEncryptionConfiguration",
          "s3:PutLifecycleConfiguration",
        ]
        Resource = "arn:aws:s3:::${local.prefix}-*"
      },
      {
        Sid       = "MakeKeys"
        Effect    = "Allow"
        Action    = ["kms:CreateKey", "kms:TagResource"]
        Resource  = "*"
        Condition = local.in_region
      },
      {
        Sid      = "NameKeys"
        Effect   = "Allow"
        Action   = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"]
        Resource = ["arn:aws:kms:${local.scope}:alias/${local.prefix}-*", "arn:aws:kms:${local.scope}:key/*"]
      },
      {
        Sid    = "Images"
        Effect = "Allow"
        Action = [
          "ecr:CreateRepository",
          "ecr:DeleteRepository",
          "ecr:PutImageScanningConfiguration",
          "ecr:PutImageTagMutability",
          "ecr:PutLifecyclePolicy",
          "ecr:SetRepositoryPolicy",
          "ecr:TagResource",
        ]
        Resource = "arn:aws:ecr:${local.scope}:repository/${local.prefix}/*"
      },
      {
        Sid       = "ImageScans"
        Effect    = "Allow"
        Action    = ["ecr:PutRegistryScanningConfiguration"]
        Resource  = "*"
        Condition = local.in_region
      },
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = [
          "secretsmanager:CreateSecret",
          "secretsmanager:DeleteSecret",
          "secretsmanager:PutResourcePolicy",
          "secretsmanager:TagResource",
          "secretsmanager:UpdateSecret",
        ]
        Resource = "arn:aws:secretsmanager:${local.scope}:secret:${local.prefix}/*"
      },
    ]
    identity = [
      {
        Sid       = "RolesBelowTheBoundary"
        Effect    = "Allow"
        Action    = ["iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"]
        Resource  = "arn:aws:iam::${local.account}:role${local.platform.path}${local.prefix}-*"
        Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::${local.account}:policy${local.ci_path}${local.prefix}-boundary" } }
      },
      {
        Sid      = "Roles"
        Effect   = "Allow"
        Action   = ["iam:DeleteRole", "iam:TagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"]
        Resource = "arn:aws:iam::${local.account}:role${local.platform.path}${local.prefix}-*"
      },
      {
        Sid       = "RolesOfServices"
        Effect    = "Allow"
        Action    = "iam:CreateServiceLinkedRole"
        Resource  = "arn:aws:iam::${local.account}:role/aws-service-role/*"
        Condition = { StringEquals = { "iam:AWSServiceName" = ["access-analyzer.amazonaws.com", "config.amazonaws.com", "guardduty.amazonaws.com", "network-firewall.amazonaws.com", "sagemaker.amazonaws.com", "securityhub.amazonaws.com", "ssm.amazonaws.com"] } }
      },
      {
        Sid       = "PassToTrail"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "arn:aws:iam::${local.account}:role${local.platform.path}${local.prefix}-trail"
        Condition = { StringEquals = { "iam:PassedToService" = "cloudtrail.amazonaws.com" } }
      },
      {
        Sid       = "PassToStudio"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "arn:aws:iam::${local.account}:role${local.platform.path}${local.prefix}-studio"
        Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
      },
    ]
    models = [
      {
        Sid    = "Models"
        Effect = "Allow"
        Action = [
          "sagemaker:AddTags",
          "sagemaker:CreateDomain",
          "sagemaker:CreateModelPackageGroup",
          "sagemaker:DeleteDomain",
          "sagemaker:DeleteModelPackageGroup",
          "sagemaker:DeleteModelPackageGroupPolicy",
          "sagemaker:PutModelPackageGroupPolicy",
          "sagemaker:UpdateDomain",
        ]
        Resource = "arn:aws:sagemaker:${local.scope}:*"
      },
      {
        Sid    = "Scaling"
        Effect = "Allow"
        Action = [
          "application-autoscaling:DeleteScalingPolicy",
          "application-autoscaling:DeregisterScalableTarget",
          "application-autoscaling:PutScalingPolicy",
          "application-autoscaling:RegisterScalableTarget",
        ]
        Resource = "arn:aws:application-autoscaling:${local.scope}:*"
      },
      {
        Sid    = "Patches"
        Effect = "Allow"
        Action = [
          "ssm:AddTagsToResource",
          "ssm:CreateMaintenanceWindow",
          "ssm:CreatePatchBaseline",
          "ssm:DeleteMaintenanceWindow",
          "ssm:DeletePatchBaseline",
          "ssm:DeregisterTargetFromMaintenanceWindow",
          "ssm:DeregisterTaskFromMaintenanceWindow",
          "ssm:RegisterPatchBaselineForPatchGroup",
          "ssm:RegisterTargetWithMaintenanceWindow",
          "ssm:RegisterTaskWithMaintenanceWindow",
          "ssm:UpdateMaintenanceWindow",
          "ssm:UpdatePatchBaseline",
        ]
        Resource = "arn:aws:ssm:${local.scope}:*"
      },
    ]
    watch = [
      {
        Sid    = "Logs"
        Effect = "Allow"
        Action = [
          "logs:AssociateKmsKey",
          "logs:CreateLogDelivery",
          "logs:CreateLogGroup",
          "logs:DeleteLogDelivery",
          "logs:DeleteMetricFilter",
          "logs:PutMetricFilter",
          "logs:PutResourcePolicy",
          "logs:PutRetentionPolicy",
          "logs:TagResource",
        ]
        Resource  = "*"
        Condition = local.in_region
      },
      {
        Sid      = "Alarms"
        Effect   = "Allow"
        Action   = ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource"]
        Resource = "arn:aws:cloudwatch:${local.scope}:alarm:${local.prefix}-*"
      },
      {
        Sid      = "Trail"
        Effect   = "Allow"
        Action   = ["cloudtrail:AddTags", "cloudtrail:CreateTrail", "cloudtrail:PutEventSelectors", "cloudtrail:StartLogging", "cloudtrail:UpdateTrail"]
        Resource = "arn:aws:cloudtrail:${local.scope}:trail/${local.prefix}"
      },
      {
        Sid      = "Rules"
        Effect   = "Allow"
        Action   = ["events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets", "events:TagResource"]
        Resource = "arn:aws:events:${local.scope}:rule/${local.prefix}-*"
      },
      {
        Sid      = "Topics"
        Effect   = "Allow"
        Action   = ["sns:CreateTopic", "sns:DeleteTopic", "sns:SetTopicAttributes", "sns:Subscribe", "sns:TagResource", "sns:Unsubscribe"]
        Resource = "arn:aws:sns:${local.scope}:${local.prefix}-*"
      },
      {
        Sid      = "Queues"
        Effect   = "Allow"
        Action   = ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:TagQueue"]
        Resource = "arn:aws:sqs:${local.scope}:${local.prefix}-*"
      },
      {
        Sid    = "Watchers"
        Effect = "Allow"
        Action = [
          "access-analyzer:CreateAnalyzer",
          "access-analyzer:DeleteAnalyzer",
          "access-analyzer:TagResource",
          "config:PutConfigRule",
          "config:PutConfigurationRecorder",
          "config:PutDeliveryChannel",
          "config:StartConfigurationRecorder",
          "config:TagResource",
          "guardduty:CreateDetector",
          "guardduty:TagResource",
          "guardduty:UpdateDetector",
          "securityhub:BatchEnableStandards",
          "securityhub:EnableSecurityHub",
          "securityhub:TagResource",
        ]
        Resource  = "*"
        Condition = local.in_region
      },
      {
        Sid       = "PassToConfig"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "arn:aws:iam::${local.account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
        Condition = { StringEquals = { "iam:PassedToService" = "config.amazonaws.com" } }
      },
    ]
  }

  changes_identity = [
    "iam:AddClientIDToOpenIDConnectProvider",
    "iam:AttachRolePolicy",
    "iam:CreatePolicy",
    "iam:CreatePolicyVersion",
    "iam:CreateRole",
    "iam:DeleteOpenIDConnectProvider",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:DeleteRole",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateOpenIDConnectProviderThumbprint",
    "iam:UpdateRole",
  ]
}

# Managed policies hold 6,144 characters each, a role ten of them.
resource "aws_iam_policy" "apply" {
  for_each = local.rights

  name        = "${local.prefix}-apply-${each.key}"
  path        = local.ci_path
  description = "What setting up takes: ${each.key}"
  policy      = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_role_policy_attachment" "apply" {
  for_each = merge([
    for role in keys(local.appliers) : { for right in keys(local.rights) : "${role} ${right}" => { role = role, right = right } }
  ]...)

  role       = aws_iam_role.ci[each.value.role].name
  policy_arn = aws_iam_policy.apply[each.value.right].arn
}

# The most that workflows and break-glass can have: no data, no use of keys, no session as somebody else. A role that could change
# those who may change it would have no bounds.
resource "aws_iam_policy" "ci_boundary" {
  name        = "${local.prefix}-ci-boundary"
  path        = local.ci_path
  description = "The most that workflows can have"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "InItsRegion"
        Effect    = "Allow"
        NotAction = ["account:*", "aws-portal:*", "billing:*", "iam:*", "organizations:*", "sts:*"]
        Resource  = "*"
      },
      {
        Sid      = "Identity"
        Effect   = "Allow"
        Action   = ["iam:AttachRolePolicy", "iam:Create*", "iam:Delete*", "iam:DetachRolePolicy", "iam:GenerateServiceLastAccessedDetails", "iam:Get*", "iam:List*", "iam:PassRole", "iam:Put*", "iam:Tag*", "iam:Untag*", "iam:Update*"]
        Resource = ["arn:aws:iam::${local.account}:role/*", "arn:aws:iam::${local.account}:policy/*", "arn:aws:iam::${local.account}:oidc-provider/*"]
      },
      {
        Sid      = "NotItself"
        Effect   = "Deny"
        Action   = local.changes_identity
        Resource = ["arn:aws:iam::${local.account}:role${local.ci_path}*", "arn:aws:iam::${local.account}:policy${local.ci_path}*", "arn:aws:iam::${local.account}:oidc-provider/*"]
      },
      {
        Sid         = "NoData"
        Effect      = "Deny"
        Action      = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
        NotResource = "arn:aws:s3:::${var.state}/*"
      },
      {
        Sid      = "NobodyElse"
        Effect   = "Deny"
        Action   = ["sagemaker:InvokeEndpoint", "secretsmanager:GetSecretValue", "sts:AssumeRole"]
        Resource = "*"
      },
    ]
  })
}
