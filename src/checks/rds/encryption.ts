import type { Attributes } from '../../terraform/plan/plan.ts';
import { failsLeftOut } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** A global cluster that is made of another cluster is encrypted as that is. */
function isMadeOfAnother(database: Attributes): boolean {
  return !database.isLeftOut('source_db_cluster_identifier');
}

const isEncrypted = failsLeftOut('storage_encrypted', 'false', isTrue('storage_encrypted'));

export const check = resourceCheck({
  id: 'rds/encryption',
  title: 'Databases are encrypted',
  severity: 'high',
  why: 'Whoever gets at the storage or a snapshot reads it',
  fix: 'Set `storage_encrypted = true`',
  controls: [
    'CKV_AWS_16',
    'CKV_AWS_96',
    'CKV_AWS_140',
    'AVD-AWS-0079',
    'AVD-AWS-0080',
    'SecurityHub:RDS.3',
    'SecurityHub:RDS.27',
    'CIS-AWS-3.0.0:2.3.1',
    'AwsSolutions-RDS2',
    'MLSEC02-BP01',
  ],
  of: ['aws_db_instance', 'aws_rds_cluster', 'aws_rds_global_cluster'],
  judge: (database) =>
    database.type === 'aws_rds_global_cluster' && isMadeOfAnother(database)
      ? undefined
      : isEncrypted(database),
  examples: {
    bad: [
      `
resource "aws_db_instance" "own" {
  instance_class      = "db.t3.micro"
  allocated_storage   = 10
  engine              = "postgres"
  username            = "own"
  manage_master_user_password = true
  skip_final_snapshot = true
}
`,
      `
resource "aws_db_instance" "own" {
  instance_class      = "db.t3.micro"
  allocated_storage   = 10
  engine              = "postgres"
  username            = "own"
  manage_master_user_password = true
  skip_final_snapshot = true
  storage_encrypted = false
}
`,
      `
resource "aws_rds_cluster" "own" {
  engine          = "aurora-postgresql"
  master_username = "own"
  manage_master_user_password = true
  skip_final_snapshot = true
}
`,
      `
resource "aws_rds_global_cluster" "own" {
  global_cluster_identifier = "own"
  engine                    = "aurora-postgresql"
}
`,
    ],
    good: [
      `
resource "aws_db_instance" "own" {
  instance_class      = "db.t3.micro"
  allocated_storage   = 10
  engine              = "postgres"
  username            = "own"
  manage_master_user_password = true
  skip_final_snapshot = true
  storage_encrypted = true
}
`,
      `
resource "aws_rds_cluster" "own" {
  engine          = "aurora-postgresql"
  master_username = "own"
  manage_master_user_password = true
  skip_final_snapshot = true
  storage_encrypted = true
}
`,
    ],
  },
});
