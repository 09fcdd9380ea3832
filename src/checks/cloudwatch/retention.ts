import { resourceCheck } from '../check.ts';
import { is } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudwatch/retention',
  title: 'Logs are kept for a year',
  severity: 'low',
  why: 'What happened cannot be found out when it is noticed',
  fix: 'Set `retention_in_days` to 365 or more',
  controls: ['CKV_AWS_66', 'CKV_AWS_338', 'SecurityHub:CloudWatch.16'],
  of: ['aws_cloudwatch_log_group'],
  judge: is('retention_in_days', (days) => days === 0 || Number(days) >= 365, 'must be 365 or more'),
  examples: {
    bad: [
      `
resource "aws_cloudwatch_log_group" "own" {
  name = "own"
  retention_in_days = 7
}
`,
    ],
    good: [
      `
resource "aws_cloudwatch_log_group" "own" {
  name = "own"
  retention_in_days = 400
}
`,
      `
resource "aws_cloudwatch_log_group" "own" {
  name = "own"
}
`,
    ],
  },
});
