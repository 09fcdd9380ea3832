import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'rds/copy-tags',
  title: 'Snapshots carry the tags of their database',
  severity: 'low',
  why: 'Rules that go by tags pass snapshots over',
  fix: 'Set `copy_tags_to_snapshot = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_313', 'CKV2_AWS_60', 'SecurityHub:RDS.16', 'SecurityHub:RDS.17'],
  of: ['aws_db_instance', 'aws_rds_cluster'],
  judge: isTrue('copy_tags_to_snapshot'),
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
  copy_tags_to_snapshot = true
}
`,
    ],
  },
});
