import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** Where each type names its key. */
const keys: Readonly<Record<string, string>> = {
  aws_neptune_cluster: 'kms_key_arn',
  aws_docdb_cluster: 'kms_key_id',
  aws_redshift_cluster: 'kms_key_id',
  aws_redshiftserverless_namespace: 'kms_key_id',
  aws_elasticache_replication_group: 'kms_key_id',
  aws_memorydb_cluster: 'kms_key_arn',
  aws_opensearch_domain: 'encrypt_at_rest.kms_key_id',
  aws_elasticsearch_domain: 'encrypt_at_rest.kms_key_id',
  aws_kinesis_stream: 'kms_key_id',
  aws_msk_cluster: 'encryption_info.encryption_at_rest_kms_key_arn',
  aws_mq_broker: 'encryption_options.kms_key_id',
  aws_dms_replication_instance: 'kms_key_arn',
  aws_backup_vault: 'kms_key_arn',
  aws_timestreamwrite_database: 'kms_key_id',
  aws_fsx_ontap_file_system: 'kms_key_id',
  aws_fsx_windows_file_system: 'kms_key_id',
  aws_fsx_lustre_file_system: 'kms_key_id',
  aws_fsx_openzfs_file_system: 'kms_key_id',
  aws_dynamodb_table_replica: 'kms_key_arn',
  aws_db_snapshot_copy: 'kms_key_id',
  aws_db_instance_automated_backups_replication: 'kms_key_id',
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key */
export const check = resourceCheck({
  id: 'data-stores/customer-key',
  title: 'Clusters, caches, streams, file systems and backups are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Name your key; most stores are made anew by that',
  controls: [
    'CKV_AWS_347',
    'CKV_AWS_182',
    'CKV_AWS_142',
    'CKV_AWS_191',
    'CKV_AWS_201',
    'CKV_AWS_247',
    'CKV_AWS_185',
    'CKV_AWS_209',
    'CKV_AWS_212',
    'CKV_AWS_166',
    'CKV_AWS_160',
    'CKV_AWS_178',
    'CKV_AWS_179',
    'CKV_AWS_190',
    'CKV_AWS_203',
    'CKV_AWS_271',
    'CKV_AWS_266',
    'CKV_AWS_245',
    'AVD-AWS-0128',
    'AVD-AWS-0022',
    'AVD-AWS-0084',
    'AVD-AWS-0179',
  ],
  of: Object.keys(keys),
  judge(store, { plan }) {
    const key = keys[store.type];
    return key === undefined ? undefined : isCustomerKey(key, plan)(store);
  },
  examples: {
    bad: [
      `
resource "aws_backup_vault" "own" {
  name = "own"
}
`,
      `
resource "aws_kinesis_stream" "own" {
  name            = "own"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}
`,
      `
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
  encrypt_at_rest {
    enabled = true
  }
}
`,
      `
resource "aws_neptune_cluster" "own" {
  skip_final_snapshot = true
  storage_encrypted   = true
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_backup_vault" "own" {
  name        = "own"
  kms_key_arn = aws_kms_key.own.arn
}
resource "aws_kinesis_stream" "own" {
  name            = "own"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = aws_kms_key.own.arn
}
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
  encrypt_at_rest {
    enabled    = true
    kms_key_id = aws_kms_key.own.arn
  }
}
resource "aws_neptune_cluster" "own" {
  skip_final_snapshot = true
  storage_encrypted   = true
  kms_key_arn         = aws_kms_key.own.arn
}
`,
    ],
  },
});
