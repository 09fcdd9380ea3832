import type { Json } from '../../base/canonical-json.ts';
import { resourceCheck } from '../check.ts';
import { is } from '../rules.ts';

const isForEverybody = (accounts: Json) => Array.isArray(accounts) && accounts.includes('all');

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html */
export const check = resourceCheck({
  id: 'rds/public-snapshot',
  title: 'Snapshots of databases are not shared with everybody',
  severity: 'critical',
  why: 'Every AWS account can restore the snapshot, and read the database',
  fix: 'Remove `all` from `shared_accounts`, and name the accounts',
  controls: ['CKV_AWS_302', 'SecurityHub:RDS.1', 'Config:rds-snapshots-public-prohibited'],
  of: ['aws_db_snapshot', 'aws_db_snapshot_copy', 'aws_db_cluster_snapshot', 'aws_rds_cluster_snapshot_copy'],
  judge: is('shared_accounts', (accounts) => !isForEverybody(accounts), 'must not have "all"'),
  examples: {
    bad: [
      `
resource "aws_db_snapshot" "own" {
  db_instance_identifier = "own"
  db_snapshot_identifier = "own"
  shared_accounts        = ["all"]
}
`,
      `
resource "aws_db_cluster_snapshot" "own" {
  db_cluster_identifier          = "own"
  db_cluster_snapshot_identifier = "own"
  shared_accounts                = ["123456789012", "all"]
}
`,
    ],
    good: [
      `
resource "aws_db_snapshot" "own" {
  db_instance_identifier = "own"
  db_snapshot_identifier = "own"
}
resource "aws_db_cluster_snapshot" "own" {
  db_cluster_identifier          = "own"
  db_cluster_snapshot_identifier = "own"
  shared_accounts                = ["123456789012"]
}
`,
    ],
  },
});
