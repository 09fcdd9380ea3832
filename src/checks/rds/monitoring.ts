import { resourceCheck } from '../check.ts';
import { is } from '../rules.ts';

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html */
export const check = resourceCheck({
  id: 'rds/monitoring',
  title: 'Databases are monitored from within',
  severity: 'low',
  why: 'What a database does, and what slows it, is seen from outside only',
  fix: 'Set `monitoring_interval` to 60 or less, with a `monitoring_role_arn`',
  controls: ['CKV_AWS_118', 'SecurityHub:RDS.6', 'Config:rds-enhanced-monitoring-enabled'],
  of: ['aws_db_instance', 'aws_rds_cluster_instance'],
  judge: is('monitoring_interval', (seconds) => Number(seconds) > 0, 'must be more than 0'),
  examples: {
    bad: [
      `
resource "aws_db_instance" "own" {
  instance_class              = "db.t3.micro"
  allocated_storage           = 10
  engine                      = "postgres"
  username                    = "own"
  manage_master_user_password = true
  skip_final_snapshot         = true
}
`,
    ],
    good: [
      `
resource "aws_db_instance" "own" {
  instance_class              = "db.t3.micro"
  allocated_storage           = 10
  engine                      = "postgres"
  username                    = "own"
  manage_master_user_password = true
  skip_final_snapshot         = true
  monitoring_interval         = 60
  monitoring_role_arn         = "arn:aws:iam::123456789012:role/monitoring"
}
`,
    ],
  },
});
