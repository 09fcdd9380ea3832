import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'rds/minor-upgrades',
  title: 'Databases take minor upgrades',
  severity: 'low',
  why: 'Holes that are known stay open',
  fix: 'Leave `auto_minor_version_upgrade` true',
  isChangeSafe: true,
  controls: ['CKV_AWS_226', 'SecurityHub:RDS.13'],
  of: ['aws_db_instance', 'aws_rds_cluster_instance'],
  judge: isTrue('auto_minor_version_upgrade'),
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
  auto_minor_version_upgrade = false
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
