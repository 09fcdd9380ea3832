import { unshown } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { isEmpty } from '../rules.ts';

export const check = resourceCheck({
  id: 'rds/password-in-state',
  title: 'Passwords of databases do not stand in the state',
  severity: 'high',
  why: 'Whoever may read the state or the configuration has the password',
  fix: 'Set `manage_master_user_password = true`, or use `password_wo`',
  controls: ['Holdfast:secret-in-state'],
  of: ['aws_db_instance', 'aws_rds_cluster'],
  judge: (database) =>
    unshown(
      database.type === 'aws_rds_cluster' ? 'master_password' : 'password',
      isEmpty,
      'is set, and the state keeps it',
    )(database),
  examples: {
    bad: [
      `
resource "aws_db_instance" "own" {
  instance_class      = "db.t3.micro"
  allocated_storage   = 10
  engine              = "postgres"
  username            = "own"
  password            = "correct-horse"
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
  },
});
