import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'cloudwatch/alarm-action',
  title: 'Alarms tell somebody',
  severity: 'medium',
  why: 'The alarm looks as if it watched, and tells nobody',
  fix: 'Name an SNS topic in `alarm_actions`',
  controls: ['SecurityHub:CloudWatch.15', 'Holdfast:silent-alarm'],
  of: ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'],
  judge: isSet('alarm_actions'),
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
  alarm_actions = ["arn:aws:sns:eu-west-1:123456789012:own"]
}
`,
    ],
  },
});
