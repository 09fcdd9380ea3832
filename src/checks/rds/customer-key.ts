import type { Attributes } from '../../terraform/plan/plan.ts';
import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** In its region a replica is under the key of what it is a copy of. */
function isReplica(database: Attributes): boolean {
  return !database.isLeftOut('replicate_source_db');
}

export const check = resourceCheck({
  id: 'rds/customer-key',
  title: 'Databases are under a key of the customer',
  severity: 'low',
  why: 'Nobody can say by a key policy who may decrypt',
  fix: 'Set `kms_key_id` to your key',
  controls: ['CKV_AWS_327', 'CKV_AWS_246'],
  of: ['aws_db_instance', 'aws_rds_cluster'],
  judge: (database, { plan }) =>
    isReplica(database) && database.isLeftOut('kms_key_id')
      ? undefined
      : isCustomerKey('kms_key_id', plan)(database),
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
  instance_class              = "db.t3.micro"
  allocated_storage           = 10
  engine                      = "postgres"
  username                    = "own"
  manage_master_user_password = true
  skip_final_snapshot         = true
  storage_encrypted           = true
  kms_key_id                  = aws_kms_key.own.arn
}
resource "aws_db_instance" "replica" {
  instance_class      = "db.t3.micro"
  replicate_source_db = aws_db_instance.own.identifier
  skip_final_snapshot = true
  storage_encrypted   = true
}
`,
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
