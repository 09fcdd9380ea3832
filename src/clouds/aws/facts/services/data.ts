import type { ServiceFacts } from '../service.ts';

/**
 * Databases, file systems and what works on data.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const service: ServiceFacts = {
  resources: [
    {
      type: 'aws_dynamodb_table',
      arn: 'arn:{partition}:dynamodb:{region}:{account}:table/{name}',
      policies: [{ type: 'aws_dynamodb_resource_policy', of: 'resource_arn', policy: 'policy' }],
    },
    { type: 'aws_db_instance', arn: 'arn:{partition}:rds:{region}:{account}:db:{identifier}' },
    { type: 'aws_rds_cluster', arn: 'arn:{partition}:rds:{region}:{account}:cluster:{cluster_identifier}' },
    {
      type: 'aws_efs_file_system',
      arn: 'arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{id}',
      policies: [{ type: 'aws_efs_file_system_policy', of: 'file_system_id', policy: 'policy' }],
    },
    {
      type: 'aws_opensearch_domain',
      arn: 'arn:{partition}:es:{region}:{account}:domain/{domain_name}',
      policy: 'access_policies',
      policies: [{ type: 'aws_opensearch_domain_policy', of: 'domain_name', policy: 'access_policies' }],
    },
    {
      type: 'aws_elasticsearch_domain',
      arn: 'arn:{partition}:es:{region}:{account}:domain/{domain_name}',
      policy: 'access_policies',
      policies: [{ type: 'aws_elasticsearch_domain_policy', of: 'domain_name', policy: 'access_policies' }],
    },
    {
      type: 'aws_backup_vault',
      arn: 'arn:{partition}:backup:{region}:{account}:backup-vault:{name}',
      policies: [{ type: 'aws_backup_vault_policy', of: 'backup_vault_name', policy: 'policy' }],
    },
    {
      type: 'aws_glacier_vault',
      arn: 'arn:{partition}:glacier:{region}:{account}:vaults/{name}',
      policy: 'access_policy',
    },
  ],
  policies: [{ type: 'aws_glue_resource_policy', policy: 'policy', kind: 'resource' }],
  units: [
    {
      type: 'aws_glue_job',
      kind: 'glue-job',
      arn: 'arn:{partition}:glue:{region}:{account}:job/{name}',
      role: ['role_arn'],
    },
    {
      type: 'aws_glue_dev_endpoint',
      kind: 'glue-dev-endpoint',
      arn: 'arn:{partition}:glue:{region}:{account}:devEndpoint/{name}',
      role: ['role_arn'],
    },
  ],
};
