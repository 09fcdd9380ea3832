import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudwatch/alarm-enabled',
  title: 'Alarms are switched on',
  severity: 'medium',
  why: 'The alarm looks as if it watched, and tells nobody',
  fix: 'Leave `actions_enabled` true',
  isChangeSafe: true,
  controls: ['CKV_AWS_319', 'SecurityHub:CloudWatch.17'],
  of: ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'],
  judge: isTrue('actions_enabled'),
  examples: {
    bad: [
      `
resource "aws_cloudwatch_metric_alarm" "own" {
  alarm_name          = "own"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  threshold           = 0
  actions_enabled = false
}
`,
    ],
    good: [
      `
resource "aws_cloudwatch_metric_alarm" "own" {
  alarm_name          = "own"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  threshold           = 0
}
`,
    ],
  },
});
