terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 6.0" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "this" {
  cidr_block = "10.9.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.9.1.0/24"
}

resource "aws_security_group" "this" {
  name   = "sixty"
  vpc_id = aws_vpc.this.id
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_nat_gateway" "this" {
  subnet_id     = aws_subnet.this.id
  allocation_id = aws_eip.this.id
}

resource "aws_eip" "this" {
}

resource "aws_route_table" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_network_interface" "this" {
  subnet_id = aws_subnet.this.id
}

resource "aws_network_acl" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_endpoint" "this" {
  vpc_id       = aws_vpc.this.id
  service_name = "com.amazonaws.eu-west-1.dynamodb"
}

resource "aws_ec2_transit_gateway" "this" {
  description = "hub"
}

resource "aws_vpn_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_customer_gateway" "this" {
  bgp_asn    = 65000
  ip_address = "203.0.113.1"
  type       = "ipsec.1"
}

resource "aws_instance" "this" {
  ami           = "ami-12345678"
  instance_type = "t3.micro"
}

resource "aws_ebs_volume" "this" {
  availability_zone = "eu-west-1a"
  size              = 1
}

resource "aws_launch_template" "this" {
  name = "sixty"
}

resource "aws_autoscaling_group" "this" {
  max_size           = 1
  min_size           = 0
  availability_zones = ["eu-west-1a"]
  launch_template {
    id = aws_launch_template.this.id
  }
}

resource "aws_lb" "this" {
  name     = "sixty"
  internal = true
  subnets  = [aws_subnet.this.id]
}

resource "aws_lb_target_group" "this" {
  name     = "sixty"
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.this.id
}

resource "aws_s3_bucket" "this" {
  bucket = "sixty-types"
}

resource "aws_s3_access_point" "this" {
  bucket = aws_s3_bucket.this.id
  name   = "sixty"
}

resource "aws_dynamodb_table" "this" {
  name             = "sixty"
  hash_key         = "id"
  billing_mode     = "PAY_PER_REQUEST"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_kms_key" "this" {
  description = "sixty"
}

resource "aws_kms_alias" "this" {
  name          = "alias/sixty"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_secretsmanager_secret" "this" {
  name = "sixty"
}

resource "aws_ssm_parameter" "this" {
  name  = "sixty"
  type  = "String"
  value = "60"
}

resource "aws_iam_role" "this" {
  name               = "sixty"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_user" "this" {
  name = "sixty"
}

resource "aws_iam_group" "this" {
  name = "sixty"
}

resource "aws_iam_policy" "this" {
  name   = "sixty"
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_instance_profile" "this" {
  name = "sixty"
  role = aws_iam_role.this.name
}

resource "aws_iam_openid_connect_provider" "this" {
  url            = "https://id.example.com"
  client_id_list = ["a"]
}

resource "aws_lambda_function" "this" {
  function_name = "sixty"
  role          = aws_iam_role.this.arn
  image_uri     = "x"
  package_type  = "Image"
}

resource "aws_lambda_layer_version" "this" {
  layer_name = "sixty"
  s3_bucket  = aws_s3_bucket.this.id
  s3_key     = "layer.zip"
}

resource "aws_sqs_queue" "this" {
  name = "sixty"
}

resource "aws_sns_topic" "this" {
  name = "sixty"
}

resource "aws_kinesis_stream" "this" {
  name        = "sixty"
  shard_count = 1
}

resource "aws_kinesis_firehose_delivery_stream" "this" {
  name        = "sixty"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn   = aws_iam_role.this.arn
    bucket_arn = aws_s3_bucket.this.arn
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name = "sixty"
}

resource "aws_cloudwatch_metric_alarm" "this" {
  alarm_name          = "sixty"
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 1
  threshold           = 1
  metric_name         = "m"
  namespace           = "n"
  period              = 60
  statistic           = "Sum"
}

resource "aws_cloudwatch_event_rule" "this" {
  name                = "sixty"
  schedule_expression = "rate(1 day)"
}

resource "aws_cloudwatch_event_bus" "this" {
  name = "sixty"
}

resource "aws_sfn_state_machine" "this" {
  name       = "sixty"
  role_arn   = aws_iam_role.this.arn
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Succeed" } } })
}

resource "aws_ecr_repository" "this" {
  name = "sixty"
}

resource "aws_ecs_cluster" "this" {
  name = "sixty"
}

resource "aws_ecs_task_definition" "this" {
  family                = "sixty"
  container_definitions = jsonencode([{ name = "a", image = "b" }])
}

resource "aws_ecs_service" "this" {
  name            = "sixty"
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.this.arn
}

resource "aws_eks_cluster" "this" {
  name     = "sixty"
  role_arn = aws_iam_role.this.arn
  vpc_config {
    subnet_ids = [aws_subnet.this.id]
  }
}

resource "aws_db_instance" "this" {
  identifier          = "sixty"
  instance_class      = "db.t3.micro"
  engine              = "mysql"
  allocated_storage   = 5
  username            = "u"
  password            = "password"
  skip_final_snapshot = true
}

resource "aws_rds_cluster" "this" {
  cluster_identifier  = "sixty"
  engine              = "aurora-mysql"
  master_username     = "u"
  master_password     = "password"
  skip_final_snapshot = true
}

resource "aws_elasticache_cluster" "this" {
  cluster_id      = "sixty"
  engine          = "redis"
  node_type       = "cache.t3.micro"
  num_cache_nodes = 1
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = "sixty"
  description          = "sixty"
  node_type            = "cache.t3.micro"
}

resource "aws_redshift_cluster" "this" {
  cluster_identifier  = "sixty"
  node_type           = "dc2.large"
  master_username     = "u"
  master_password     = "Passw0rd"
  skip_final_snapshot = true
}

resource "aws_opensearch_domain" "this" {
  domain_name = "sixty"
}

resource "aws_msk_cluster" "this" {
  cluster_name           = "sixty"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 1
  broker_node_group_info {
    instance_type   = "kafka.t3.small"
    client_subnets  = [aws_subnet.this.id]
    security_groups = [aws_security_group.this.id]
  }
}

resource "aws_efs_file_system" "this" {
  encrypted = true
}

resource "aws_efs_access_point" "this" {
  file_system_id = aws_efs_file_system.this.id
}

resource "aws_cognito_user_pool" "this" {
  name = "sixty"
}

resource "aws_cognito_identity_pool" "this" {
  identity_pool_name = "sixty"
}

resource "aws_api_gateway_rest_api" "this" {
  name = "sixty"
}

resource "aws_apigatewayv2_api" "this" {
  name          = "sixty"
  protocol_type = "HTTP"
}

resource "aws_appsync_graphql_api" "this" {
  name                = "sixty"
  authentication_type = "API_KEY"
}

resource "aws_acm_certificate" "this" {
  domain_name       = "sixty.example.com"
  validation_method = "DNS"
}

resource "aws_route53_zone" "this" {
  name = "sixty.example.com"
}

resource "aws_cloudfront_distribution" "this" {
  enabled = true
  origin {
    domain_name = aws_s3_bucket.this.bucket_regional_domain_name
    origin_id   = "s3"
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "s3"
    viewer_protocol_policy = "https-only"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_codebuild_project" "this" {
  name         = "sixty"
  service_role = aws_iam_role.this.arn
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"
  }
  source {
    type      = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}

resource "aws_codepipeline" "this" {
  name     = "sixty"
  role_arn = aws_iam_role.this.arn
  artifact_store {
    location = aws_s3_bucket.this.bucket
    type     = "S3"
  }
  stage {
    name = "Source"
    action {
      name     = "Source"
      category = "Source"
      owner    = "AWS"
      provider = "S3"
      version  = "1"
    }
  }
}

resource "aws_glue_job" "this" {
  name     = "sixty"
  role_arn = aws_iam_role.this.arn
  command {
    script_location = "s3://x/y.py"
  }
}

resource "aws_glue_catalog_database" "this" {
  name = "sixty"
}

resource "aws_athena_workgroup" "this" {
  name = "sixty"
}

resource "aws_batch_job_definition" "this" {
  name                 = "sixty"
  type                 = "container"
  container_properties = jsonencode({ image = "busybox" })
}

resource "aws_backup_vault" "this" {
  name = "sixty"
}

resource "aws_guardduty_detector" "this" {
}

resource "aws_cloudtrail" "this" {
  name           = "sixty"
  s3_bucket_name = aws_s3_bucket.this.id
}

resource "aws_sagemaker_notebook_instance" "this" {
  name          = "sixty"
  role_arn      = aws_iam_role.this.arn
  instance_type = "ml.t3.medium"
}

resource "aws_wafv2_ip_set" "this" {
  name               = "sixty"
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = ["203.0.113.0/24"]
}

resource "aws_transfer_server" "this" {
}

resource "aws_mq_broker" "this" {
  broker_name        = "sixty"
  engine_type        = "ActiveMQ"
  engine_version     = "5.18"
  host_instance_type = "mq.t3.micro"
  user {
    username = "u"
    password = "password1234"
  }
}

resource "aws_bedrock_guardrail" "this" {
  name                      = "sixty"
  blocked_input_messaging   = "no"
  blocked_outputs_messaging = "no"
}
