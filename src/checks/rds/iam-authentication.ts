import type { Attributes } from '../../terraform/plan/plan.ts';
import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html */
function takesIam(database: Attributes): boolean {
  const engine = database.attribute('engine');
  return !engine.known || typeof engine.value !== 'string' || /mysql|postgres|mariadb/.test(engine.value);
}

export const check = resourceCheck({
  id: 'rds/iam-authentication',
  title: 'People sign in to databases with IAM',
  severity: 'low',
  why: 'Passwords of databases are shared, and stay',
  fix: 'Set `iam_database_authentication_enabled = true`',
  controls: ['CKV_AWS_161', 'CKV_AWS_162', 'AVD-AWS-0176', 'SecurityHub:RDS.10', 'SecurityHub:RDS.12'],
  of: ['aws_db_instance', 'aws_rds_cluster'],
  judge: (database) =>
    takesIam(database) ? isTrue('iam_database_authentication_enabled')(database) : undefined,
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
  iam_database_authentication_enabled = true
}
`,
    ],
  },
});
