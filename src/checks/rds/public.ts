import { resourceCheck } from '../check.ts';
import { isFalse } from '../rules.ts';

export const check = resourceCheck({
  id: 'rds/public',
  title: 'Databases have no public address',
  severity: 'critical',
  why: 'The database can be reached, and its password guessed, from the internet',
  fix: 'Set `publicly_accessible = false`',
  controls: ['CKV_AWS_17', 'AVD-AWS-0180', 'SecurityHub:RDS.2', 'CIS-AWS-3.0.0:2.3.3'],
  of: ['aws_db_instance', 'aws_rds_cluster_instance'],
  judge: isFalse('publicly_accessible'),
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
  publicly_accessible = true
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
}
`,
    ],
  },
});
