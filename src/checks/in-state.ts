import type { Resource } from '../terraform/plan/plan.ts';

/** An attribute whose value is kept in the state, and what would keep it out. */
export const keptSecrets: Readonly<Record<string, readonly [path: string, instead: string][]>> = {
  aws_db_instance: [['password', '`manage_master_user_password` or `password_wo`']],
  aws_rds_cluster: [['master_password', '`manage_master_user_password` or `master_password_wo`']],
  aws_docdb_cluster: [['master_password', '`manage_master_user_password` or `master_password_wo`']],
  aws_neptune_cluster: [['master_password', 'IAM authentication']],
  aws_redshift_cluster: [['master_password', '`manage_master_password` or `master_password_wo`']],
  aws_redshiftserverless_namespace: [
    ['admin_user_password', '`manage_admin_password` or `admin_user_password_wo`'],
  ],
  aws_secretsmanager_secret_version: [
    ['secret_string', '`secret_string_wo`, or a value that is put there by hand'],
    ['secret_binary', 'a value that is put there by hand'],
  ],
  aws_elasticache_replication_group: [['auth_token', 'a user group']],
  aws_memorydb_user: [['authentication_mode.passwords', 'type `iam`']],
  aws_mq_broker: [['user.password', 'LDAP, or a rotation outside Terraform']],
  aws_directory_service_directory: [['password', 'a reset after the creation']],
  aws_opensearch_domain: [
    ['advanced_security_options.master_user_options.master_user_password', 'a `master_user_arn`'],
  ],
  aws_cognito_identity_provider: [['provider_details.client_secret', 'a value set outside Terraform']],
  aws_sagemaker_workforce: [['oidc_config.client_secret', 'a workforce of Cognito']],
  aws_codebuild_source_credential: [['token', 'a connection']],
  github_actions_secret: [['plaintext_value', 'a federated role in place of a secret']],
};

/** A value that is not known yet is given all the same. */
export function isGiven(resource: Resource, path: string): boolean {
  const value = resource.attribute(path);
  return value.known ? value.value !== null && value.value !== '' : !resource.isLeftOut(path);
}

/** Whether a bucket keeps the state of Terraform. The plan does not hold the backend, so that the name tells. */
export function isForState(bucket: Resource): boolean {
  const name = bucket.attribute('bucket');
  const text = name.known && typeof name.value === 'string' ? name.value : '';
  return /(?:tf|terraform|tofu)[-_.]?(?:remote[-_.]?)?(?:state|backend)|remote[-_.]?state/i.test(
    `${text} ${bucket.name}`,
  );
}
