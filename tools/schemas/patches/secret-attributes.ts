/** Attributes whose names are used for nothing but secrets, but for those in `notSecret`. */
export const secretNames =
  /^(?!encrypted_)(?:\w+_)?(?:password|client_secret|private_key|private_key_pem|secret_access_key|secret_key|access_token|refresh_token|jwt_token|api_secret_key)$/;

/** Paths that the names above would take in, and that their provider does not mark. */
export const notSecret: RegExp[] = [
  // The provider's own configuration has no marks.
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/provider/sdkv2/provider.go
  /^provider\.(?:secret_key|token)$/,
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/user_login_profile.go
  /^aws_iam_user_login_profile\.password$/,
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lightsail/key_pair.go
  /^aws_lightsail_key_pair\.private_key$/,
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lightsail/bucket_access_key.go
  /^aws_lightsail_bucket_access_key\.secret_access_key$/,
  // A path to a file in the proxy's container.
  /^(?:data\.)?aws_appmesh_\w+\..*\.certificate\.file\.private_key$/,
  // Units of time.
  /^aws_cognito_(?:managed_)?user_pool_client\.token_validity_units\./,
];

/**
 * Further attributes that their providers mark as sensitive; a data source starts with `data.`.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs and the providers' sources, `Sensitive: true`
 */
export const secretPaths: ReadonlySet<string> = new Set([
  'aws_amplify_app.auto_branch_creation_config.basic_auth_credentials',
  'aws_amplify_app.basic_auth_credentials',
  'aws_amplify_app.oauth_token',
  'aws_amplify_branch.basic_auth_credentials',
  'aws_api_gateway_api_key.value',
  'aws_appsync_api_key.key',
  'aws_cloudwatch_event_connection.auth_parameters.api_key.value',
  'aws_cloudwatch_event_connection.auth_parameters.invocation_http_parameters.body.value',
  'aws_cloudwatch_event_connection.auth_parameters.invocation_http_parameters.header.value',
  'aws_cloudwatch_event_connection.auth_parameters.invocation_http_parameters.query_string.value',
  'aws_cloudwatch_event_connection.auth_parameters.oauth.oauth_http_parameters.body.value',
  'aws_cloudwatch_event_connection.auth_parameters.oauth.oauth_http_parameters.header.value',
  'aws_cloudwatch_event_connection.auth_parameters.oauth.oauth_http_parameters.query_string.value',
  'aws_codebuild_source_credential.token',
  'aws_codebuild_webhook.secret',
  'aws_directory_service_radius_settings.shared_secret',
  'aws_dms_certificate.certificate_pem',
  'aws_dms_certificate.certificate_wallet',
  'aws_ecr_authorization_token.authorization_token',
  'aws_ecrpublic_authorization_token.authorization_token',
  'aws_eks_cluster_auth.token',
  'aws_elasticache_replication_group.auth_token',
  'aws_elasticache_user.authentication_mode.passwords',
  'aws_elasticache_user.passwords',
  'aws_glue_connection.connection_properties',
  'aws_grafana_workspace_api_key.key',
  'aws_grafana_workspace_service_account_token.key',
  'aws_iam_access_key.secret',
  'aws_iam_access_key.ses_smtp_password_v4',
  'aws_iam_service_specific_credential.service_credential_secret',
  'aws_iot_certificate.certificate_pem',
  'aws_iot_certificate.public_key',
  'aws_kinesis_firehose_delivery_stream.http_endpoint_configuration.access_key',
  'aws_kinesis_firehose_delivery_stream.snowflake_configuration.key_passphrase',
  'aws_kms_ciphertext.plaintext',
  'aws_kms_external_key.key_material_base64',
  'aws_kms_replica_external_key.key_material_base64',
  'aws_kms_secrets.plaintext',
  'aws_memorydb_user.authentication_mode.passwords',
  'aws_mwaa_environment.airflow_configuration_options',
  'aws_redshiftserverless_namespace.admin_username',
  'aws_s3_bucket_object_lock_configuration.token',
  'aws_s3_bucket_replication_configuration.token',
  'aws_secretsmanager_secret_version.secret_binary',
  'aws_secretsmanager_secret_version.secret_string',
  'aws_sns_platform_application.platform_credential',
  'aws_sns_platform_application.platform_principal',
  'aws_ssm_parameter.value',
  'aws_transfer_certificate.certificate',
  'aws_transfer_certificate.certificate_chain',
  'aws_transfer_server.host_key',
  'aws_vpn_connection.customer_gateway_configuration',
  'aws_vpn_connection.tunnel1_preshared_key',
  'aws_vpn_connection.tunnel2_preshared_key',
  'aws_wafv2_api_key.api_key',
  'data.aws_api_gateway_api_key.value',
  'data.aws_ecr_authorization_token.authorization_token',
  'data.aws_ecrpublic_authorization_token.authorization_token',
  'data.aws_eks_cluster_auth.token',
  'data.aws_kms_ciphertext.plaintext',
  'data.aws_kms_secrets.plaintext',
  'data.aws_secretsmanager_secret_version.secret_binary',
  'data.aws_secretsmanager_secret_version.secret_string',
  'data.aws_ssm_parameter.value',
  'data.aws_ssm_parameters_by_path.values',
  // https://registry.terraform.io/providers/integrations/github/latest/docs
  'data.github_app_token.token',
  'github_actions_environment_secret.encrypted_value',
  'github_actions_environment_secret.plaintext_value',
  'github_actions_organization_secret.encrypted_value',
  'github_actions_organization_secret.plaintext_value',
  'github_actions_secret.encrypted_value',
  'github_actions_secret.plaintext_value',
  'github_codespaces_organization_secret.encrypted_value',
  'github_codespaces_organization_secret.plaintext_value',
  'github_codespaces_secret.encrypted_value',
  'github_codespaces_secret.plaintext_value',
  'github_codespaces_user_secret.encrypted_value',
  'github_codespaces_user_secret.plaintext_value',
  'github_dependabot_organization_secret.encrypted_value',
  'github_dependabot_organization_secret.plaintext_value',
  'github_dependabot_secret.encrypted_value',
  'github_dependabot_secret.plaintext_value',
  'github_organization_webhook.configuration.secret',
  'github_repository_webhook.configuration.secret',
  // https://registry.terraform.io/providers/hashicorp/local/latest/docs
  'data.local_sensitive_file.content',
  'data.local_sensitive_file.content_base64',
  'local_file.sensitive_content',
  'local_sensitive_file.content',
  'local_sensitive_file.content_base64',
  // https://registry.terraform.io/providers/hashicorp/random/latest/docs
  'random_bytes.base64',
  'random_bytes.hex',
  'random_password.bcrypt_hash',
  'random_password.result',
  // https://registry.terraform.io/providers/hashicorp/tls/latest/docs
  'data.tls_public_key.private_key_openssh',
  'data.tls_public_key.private_key_pem',
  'tls_private_key.private_key_openssh',
  'tls_private_key.private_key_pem_pkcs8',
]);
