import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'rds/performance-insights-key',
  title: 'Performance insights are under a key of the customer',
  severity: 'low',
  why: 'They hold the text of queries',
  fix: 'Set `performance_insights_kms_key_id`',
  controls: ['CKV_AWS_354', 'AVD-AWS-0078'],
  of: ['aws_db_instance', 'aws_rds_cluster_instance'],
  judge: (database, { plan }) =>
    isTrue('performance_insights_enabled')(database).outcome === 'pass'
      ? isCustomerKey('performance_insights_kms_key_id', plan)(database)
      : undefined,
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
  performance_insights_enabled = true
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
resource "aws_db_instance" "own" {
  instance_class      = "db.t3.micro"
  allocated_storage   = 10
  engine              = "postgres"
  username            = "own"
  manage_master_user_password = true
  skip_final_snapshot = true
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.own.arn
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
}
`,
    ],
  },
});
