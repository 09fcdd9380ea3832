import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'rds/encryption',
  title: 'Databases are encrypted',
  severity: 'high',
  why: 'Whoever gets at the storage or a snapshot reads it',
  fix: 'Set `storage_encrypted = true`',
  controls: [
    'CKV_AWS_16',
    'CKV_AWS_96',
    'AVD-AWS-0079',
    'AVD-AWS-0080',
    'SecurityHub:RDS.3',
    'SecurityHub:RDS.27',
    'CIS-AWS-3.0.0:2.3.1',
    'MLSEC02-BP01',
  ],
  of: ['aws_db_instance', 'aws_rds_cluster'],
  judge: isTrue('storage_encrypted'),
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
