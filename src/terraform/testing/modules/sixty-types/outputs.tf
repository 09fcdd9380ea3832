output "vpc" {
  value     = aws_vpc.this
  sensitive = true
}

output "subnet" {
  value     = aws_subnet.this
  sensitive = true
}

output "security_group" {
  value     = aws_security_group.this
  sensitive = true
}

output "internet_gateway" {
  value     = aws_internet_gateway.this
  sensitive = true
}

output "nat_gateway" {
  value     = aws_nat_gateway.this
  sensitive = true
}

output "eip" {
  value     = aws_eip.this
  sensitive = true
}

output "route_table" {
  value     = aws_route_table.this
  sensitive = true
}

output "network_interface" {
  value     = aws_network_interface.this
  sensitive = true
}

output "network_acl" {
  value     = aws_network_acl.this
  sensitive = true
}

output "vpc_endpoint" {
  value     = aws_vpc_endpoint.this
  sensitive = true
}

output "ec2_transit_gateway" {
  value     = aws_ec2_transit_gateway.this
  sensitive = true
}

output "vpn_gateway" {
  value     = aws_vpn_gateway.this
  sensitive = true
}

output "customer_gateway" {
  value     = aws_customer_gateway.this
  sensitive = true
}

output "instance" {
  value     = aws_instance.this
  sensitive = true
}

output "ebs_volume" {
  value     = aws_ebs_volume.this
  sensitive = true
}

output "launch_template" {
  value     = aws_launch_template.this
  sensitive = true
}

output "autoscaling_group" {
  value     = aws_autoscaling_group.this
  sensitive = true
}

output "lb" {
  value     = aws_lb.this
  sensitive = true
}

output "lb_target_group" {
  value     = aws_lb_target_group.this
  sensitive = true
}

output "s3_bucket" {
  value     = aws_s3_bucket.this
  sensitive = true
}

output "s3_access_point" {
  value     = aws_s3_access_point.this
  sensitive = true
}

output "dynamodb_table" {
  value     = aws_dynamodb_table.this
  sensitive = true
}

output "kms_key" {
  value     = aws_kms_key.this
  sensitive = true
}

output "kms_alias" {
  value     = aws_kms_alias.this
  sensitive = true
}

output "secretsmanager_secret" {
  value     = aws_secretsmanager_secret.this
  sensitive = true
}

output "ssm_parameter" {
  value     = aws_ssm_parameter.this
  sensitive = true
}

output "iam_role" {
  value     = aws_iam_role.this
  sensitive = true
}

output "iam_user" {
  value     = aws_iam_user.this
  sensitive = true
}

output "iam_group" {
  value     = aws_iam_group.this
  sensitive = true
}

output "iam_policy" {
  value     = aws_iam_policy.this
  sensitive = true
}

output "iam_instance_profile" {
  value     = aws_iam_instance_profile.this
  sensitive = true
}

output "iam_openid_connect_provider" {
  value     = aws_iam_openid_connect_provider.this
  sensitive = true
}

output "lambda_function" {
  value     = aws_lambda_function.this
  sensitive = true
}

output "lambda_layer_version" {
  value     = aws_lambda_layer_version.this
  sensitive = true
}

output "sqs_queue" {
  value     = aws_sqs_queue.this
  sensitive = true
}

output "sns_topic" {
  value     = aws_sns_topic.this
  sensitive = true
}

output "kinesis_stream" {
  value     = aws_kinesis_stream.this
  sensitive = true
}

output "kinesis_firehose_delivery_stream" {
  value     = aws_kinesis_firehose_delivery_stream.this
  sensitive = true
}

output "cloudwatch_log_group" {
  value     = aws_cloudwatch_log_group.this
  sensitive = true
}

output "cloudwatch_metric_alarm" {
  value     = aws_cloudwatch_metric_alarm.this
  sensitive = true
}

output "cloudwatch_event_rule" {
  value     = aws_cloudwatch_event_rule.this
  sensitive = true
}

output "cloudwatch_event_bus" {
  value     = aws_cloudwatch_event_bus.this
  sensitive = true
}

output "sfn_state_machine" {
  value     = aws_sfn_state_machine.this
  sensitive = true
}

output "ecr_repository" {
  value     = aws_ecr_repository.this
  sensitive = true
}

output "ecs_cluster" {
  value     = aws_ecs_cluster.this
  sensitive = true
}

output "ecs_task_definition" {
  value     = aws_ecs_task_definition.this
  sensitive = true
}

output "ecs_service" {
  value     = aws_ecs_service.this
  sensitive = true
}

output "eks_cluster" {
  value     = aws_eks_cluster.this
  sensitive = true
}

output "db_instance" {
  value     = aws_db_instance.this
  sensitive = true
}

output "rds_cluster" {
  value     = aws_rds_cluster.this
  sensitive = true
}

output "elasticache_cluster" {
  value     = aws_elasticache_cluster.this
  sensitive = true
}

output "elasticache_replication_group" {
  value     = aws_elasticache_replication_group.this
  sensitive = true
}

output "redshift_cluster" {
  value     = aws_redshift_cluster.this
  sensitive = true
}

output "opensearch_domain" {
  value     = aws_opensearch_domain.this
  sensitive = true
}

output "msk_cluster" {
  value     = aws_msk_cluster.this
  sensitive = true
}

output "efs_file_system" {
  value     = aws_efs_file_system.this
  sensitive = true
}

output "efs_access_point" {
  value     = aws_efs_access_point.this
  sensitive = true
}

output "cognito_user_pool" {
  value     = aws_cognito_user_pool.this
  sensitive = true
}

output "cognito_identity_pool" {
  value     = aws_cognito_identity_pool.this
  sensitive = true
}

output "api_gateway_rest_api" {
  value     = aws_api_gateway_rest_api.this
  sensitive = true
}

output "apigatewayv2_api" {
  value     = aws_apigatewayv2_api.this
  sensitive = true
}

output "appsync_graphql_api" {
  value     = aws_appsync_graphql_api.this
  sensitive = true
}

output "acm_certificate" {
  value     = aws_acm_certificate.this
  sensitive = true
}

output "route53_zone" {
  value     = aws_route53_zone.this
  sensitive = true
}

output "cloudfront_distribution" {
  value     = aws_cloudfront_distribution.this
  sensitive = true
}

output "codebuild_project" {
  value     = aws_codebuild_project.this
  sensitive = true
}

output "codepipeline" {
  value     = aws_codepipeline.this
  sensitive = true
}

output "glue_job" {
  value     = aws_glue_job.this
  sensitive = true
}

output "glue_catalog_database" {
  value     = aws_glue_catalog_database.this
  sensitive = true
}

output "athena_workgroup" {
  value     = aws_athena_workgroup.this
  sensitive = true
}

output "batch_job_definition" {
  value     = aws_batch_job_definition.this
  sensitive = true
}

output "backup_vault" {
  value     = aws_backup_vault.this
  sensitive = true
}

output "guardduty_detector" {
  value     = aws_guardduty_detector.this
  sensitive = true
}

output "cloudtrail" {
  value     = aws_cloudtrail.this
  sensitive = true
}

output "sagemaker_notebook_instance" {
  value     = aws_sagemaker_notebook_instance.this
  sensitive = true
}

output "wafv2_ip_set" {
  value     = aws_wafv2_ip_set.this
  sensitive = true
}

output "transfer_server" {
  value     = aws_transfer_server.this
  sensitive = true
}

output "mq_broker" {
  value     = aws_mq_broker.this
  sensitive = true
}

output "bedrock_guardrail" {
  value     = aws_bedrock_guardrail.this
  sensitive = true
}
