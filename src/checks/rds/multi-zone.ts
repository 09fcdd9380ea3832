import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'rds/multi-zone',
  title: 'Databases survive the loss of a zone',
  severity: 'low',
  why: 'While a zone is down the database is',
  fix: 'Set `multi_az = true`',
  controls: ['CKV_AWS_157', 'SecurityHub:RDS.5', 'AwsSolutions-RDS3'],
  of: ['aws_db_instance'],
  judge: isTrue('multi_az'),
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
  multi_az = true
}
`,
    ],
  },
});
