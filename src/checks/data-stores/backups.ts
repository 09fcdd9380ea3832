import { resourceCheck } from '../check.ts';
import { isAtLeast, type Rule } from '../rules.ts';

/** Without a number each service keeps one day, or nothing. */
const rules: Readonly<Record<string, Rule>> = {
  aws_docdb_cluster: isAtLeast('backup_retention_period', 7),
  aws_neptune_cluster: isAtLeast('backup_retention_period', 7),
  aws_elasticache_replication_group: isAtLeast('snapshot_retention_limit', 1),
  aws_redshift_cluster: isAtLeast('automated_snapshot_retention_period', 7),
};

/** https://docs.aws.amazon.com/documentdb/latest/developerguide/backup_restore.html, and the like of each service */
export const check = resourceCheck({
  id: 'data-stores/backups',
  title: 'Clusters are backed up for a week, caches for a day',
  severity: 'medium',
  why: 'What is lost or spoiled cannot be restored',
  fix: 'Set the retention of backups to 7 days or more, that of snapshots of caches to 1',
  controls: [
    'CKV_AWS_360',
    'CKV_AWS_361',
    'CKV_AWS_343',
    'CKV_AWS_134',
    'AVD-AWS-0050',
    'SecurityHub:ElastiCache.1',
    'SecurityHub:DocumentDB.2',
    'SecurityHub:Neptune.5',
    'SecurityHub:Redshift.3',
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
resource "aws_redshift_cluster" "own" {
  cluster_identifier                  = "own"
  node_type                           = "ra3.large"
  master_username                     = "own"
  manage_master_password              = true
  skip_final_snapshot                 = true
  automated_snapshot_retention_period = 0
}
`,
    ],
    good: [
      `
resource "aws_neptune_cluster" "own" {
  skip_final_snapshot     = true
  backup_retention_period = 7
}
resource "aws_docdb_cluster" "own" {
  master_username             = "own"
  manage_master_user_password = true
  skip_final_snapshot         = true
  backup_retention_period     = 14
}
`,
    ],
  },
});
