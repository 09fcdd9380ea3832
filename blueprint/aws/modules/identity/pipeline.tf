# The pipeline starts jobs, and can start none outside of the network, without its key, or with the internet in reach: the
# conditions stand in the policy, so that no parameter of a job leaves them.
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html

resource "aws_iam_role_policy" "pipeline" {
  count = local.runs_ci ? 1 : 0

  name = "pipeline"
  role = aws_iam_role.ci["ci-pipeline"].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "StartClosedJobs"
        Effect   = "Allow"
        Action   = ["sagemaker:CreateProcessingJob", "sagemaker:CreateTrainingJob"]
        Resource = ["arn:aws:sagemaker:${local.scope}:processing-job/${local.prefix}-*", "arn:aws:sagemaker:${local.scope}:training-job/${local.prefix}-*"]
        Condition = {
          Bool = {
            "sagemaker:InterContainerTrafficEncryption" = "true"
            "sagemaker:NetworkIsolation"                = "true"
          }
          "ForAllValues:StringEquals" = {
            "sagemaker:VpcSecurityGroupIds" = [var.network.group]
            "sagemaker:VpcSubnets"          = var.network.subnets
          }
          Null = {
            "sagemaker:VpcSecurityGroupIds" = "false"
            "sagemaker:VpcSubnets"          = "false"
          }
          ArnEquals = { "sagemaker:VolumeKmsKey" = var.volume_key }
        }
      },
      {
        Sid    = "FollowJobs"
        Effect = "Allow"
        Action = [
          "sagemaker:AddTags",
          "sagemaker:DescribeProcessingJob",
          "sagemaker:DescribeTrainingJob",
          "sagemaker:StopProcessingJob",
          "sagemaker:StopTrainingJob",
        ]
        Resource = ["arn:aws:sagemaker:${local.scope}:processing-job/${local.prefix}-*", "arn:aws:sagemaker:${local.scope}:training-job/${local.prefix}-*"]
      },
      {
        Sid       = "PassToJobs"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = concat([for name, job in local.platform.jobs : local.platform.arns[name] if contains(["ingest", "monitor", "release", "train"], job.step)], ["arn:aws:iam::${local.account}:role/holdfast/nobody"])
        Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
      },
    ]
  })
}
