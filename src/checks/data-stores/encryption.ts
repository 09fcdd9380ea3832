import { failsLeftOut } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { any, has, isOneOf, type Rule } from '../rules.ts';

const off = 'off';
/** Some of these are booleans, some texts of one. */
const on = (path: string) => failsLeftOut(path, off, isOneOf(path, [true, 'true']));

/** Each service has its own page; without being asked, none of these encrypts. */
const rules: Readonly<Record<string, Rule>> = {
  aws_neptune_cluster: on('storage_encrypted'),
  aws_docdb_cluster: on('storage_encrypted'),
  aws_elasticache_replication_group: on('at_rest_encryption_enabled'),
  aws_opensearch_domain: on('encrypt_at_rest.enabled'),
  aws_elasticsearch_domain: on('encrypt_at_rest.enabled'),
  aws_redshift_cluster: isOneOf('encrypted', [true, 'true']),
  aws_dax_cluster: on('server_side_encryption.enabled'),
  aws_kinesis_stream: failsLeftOut('encryption_type', 'NONE', isOneOf('encryption_type', ['KMS'])),
  // What comes from a stream of Kinesis is encrypted with it.
  aws_kinesis_firehose_delivery_stream: any(
    has('kinesis_source_configuration'),
    on('server_side_encryption.enabled'),
  ),
};

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html, and the like of each service */
export const check = resourceCheck({
  id: 'data-stores/encryption',
  title: 'Clusters, caches and streams are encrypted at rest',
  severity: 'high',
  why: 'Whoever gets at the storage, or at a snapshot of it, reads it',
  fix: 'Switch the encryption at rest on; most stores are made anew by that',
  controls: [
    'CKV_AWS_44',
    'CKV_AWS_74',
    'CKV_AWS_29',
    'CKV_AWS_5',
    'CKV_AWS_64',
    'CKV_AWS_47',
    'CKV_AWS_43',
    'CKV_AWS_240',
    'AVD-AWS-0076',
    'AVD-AWS-0021',
    'AVD-AWS-0045',
    'AVD-AWS-0048',
    'AVD-AWS-0023',
    'AVD-AWS-0064',
    'AVD-AWS-0084',
    'SecurityHub:Neptune.1',
    'SecurityHub:DocumentDB.1',
    'SecurityHub:ElastiCache.4',
    'SecurityHub:Opensearch.1',
    'SecurityHub:ES.1',
    'SecurityHub:Redshift.10',
    'SecurityHub:DynamoDB.3',
    'SecurityHub:Kinesis.1',
    'KICS:Neptune Database Cluster Encryption Disabled',
    'MLSEC02-BP01',
  ],
  of: Object.keys(rules),
  judge: (store) => rules[store.type]?.(store),
  examples: {
    bad: [
      `
resource "aws_neptune_cluster" "own" {
  skip_final_snapshot = true
}
`,
      `
resource "aws_docdb_cluster" "own" {
  master_username             = "own"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
`,
      `
resource "aws_elasticache_replication_group" "own" {
  replication_group_id = "own"
  description          = "sessions"
  node_type            = "cache.t4g.small"
}
`,
      `
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
}
`,
      `
resource "aws_redshift_cluster" "own" {
  cluster_identifier     = "own"
  node_type              = "ra3.large"
  master_username        = "own"
  manage_master_password = true
  skip_final_snapshot    = true
  encrypted              = false
}
`,
      `
resource "aws_kinesis_stream" "own" {
  name        = "own"
  shard_count = 1
}
`,
      `
resource "aws_dax_cluster" "own" {
  cluster_name       = "own"
  iam_role_arn       = "arn:aws:iam::123456789012:role/dax"
  node_type          = "dax.r5.large"
  replication_factor = 1
}
`,
    ],
    good: [
      `
resource "aws_neptune_cluster" "own" {
  skip_final_snapshot = true
  storage_encrypted   = true
}
resource "aws_elasticache_replication_group" "own" {
  replication_group_id       = "own"
  description                = "sessions"
  node_type                  = "cache.t4g.small"
  at_rest_encryption_enabled = true
}
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
  encrypt_at_rest {
    enabled = true
  }
}
resource "aws_redshift_cluster" "own" {
  cluster_identifier     = "own"
  node_type              = "ra3.large"
  master_username        = "own"
  manage_master_password = true
  skip_final_snapshot    = true
}
resource "aws_kinesis_stream" "own" {
  name            = "own"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/own"
}
`,
    ],
  },
});
