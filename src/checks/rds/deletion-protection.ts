import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'rds/deletion-protection',
  title: 'Databases are protected from deletion',
  severity: 'low',
  why: 'A mistake in a change deletes all data',
  fix: 'Set `deletion_protection = true`',
  isChangeSafe: true,
  controls: [
    'CKV_AWS_139',
    'CKV_AWS_293',
    'AVD-AWS-0177',
    'SecurityHub:RDS.7',
    'SecurityHub:RDS.8',
    'AwsSolutions-RDS10',
  ],
  of: ['aws_db_instance', 'aws_rds_cluster'],
  judge: isTrue('deletion_protection'),
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
  deletion_protection = true
}
`,
    ],
  },
});
