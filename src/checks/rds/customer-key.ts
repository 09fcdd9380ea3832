import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

export const check = resourceCheck({
  id: 'rds/customer-key',
  title: 'Databases are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `kms_key_id` to your key',
  controls: ['CKV_AWS_327', 'CKV_AWS_246'],
  of: ['aws_db_instance', 'aws_rds_cluster'],
  judge: (resource, { plan }) => isCustomerKey('kms_key_id', plan)(resource),
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
  storage_encrypted = true
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
  storage_encrypted = true
  kms_key_id        = aws_kms_key.own.arn
}
`,
    ],
  },
});
