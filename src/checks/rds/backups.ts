import type { Attributes } from '../../terraform/plan/plan.ts';
import { resourceCheck } from '../check.ts';
import { isAtLeast } from '../rules.ts';

/** A replica is backed up where it comes from. */
function isReplica(database: Attributes): boolean {
  const source = database.attribute('replicate_source_db');
  if (!source.known) return !database.isLeftOut('replicate_source_db');
  return typeof source.value === 'string' && source.value !== '';
}

export const check = resourceCheck({
  id: 'rds/backups',
  title: 'Databases are backed up for a week',
  severity: 'medium',
  why: 'What is lost or spoiled cannot be restored',
  fix: 'Set `backup_retention_period` to 7 or more',
  controls: ['CKV_AWS_133', 'AVD-AWS-0077', 'SecurityHub:RDS.11'],
  of: ['aws_db_instance', 'aws_rds_cluster'],
  judge: (database) => (isReplica(database) ? undefined : isAtLeast('backup_retention_period', 7)(database)),
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
  backup_retention_period = 1
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
  backup_retention_period = 14
}
`,
      `
resource "aws_rds_cluster" "own" {
  engine          = "aurora-postgresql"
  master_username = "own"
  manage_master_user_password = true
  skip_final_snapshot = true
  backup_retention_period = 7
}
`,
    ],
  },
});
