import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'rds/logs',
  title: 'Databases write their logs to CloudWatch',
  severity: 'low',
  why: 'Who did what in the database cannot be found out afterwards',
  fix: 'Set `enabled_cloudwatch_logs_exports`',
  controls: ['CKV_AWS_129', 'CKV_AWS_324', 'SecurityHub:RDS.9'],
  of: ['aws_db_instance', 'aws_rds_cluster'],
  judge: isSet('enabled_cloudwatch_logs_exports'),
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
  enabled_cloudwatch_logs_exports = ["postgresql"]
}
`,
    ],
  },
});
