import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { names, relatedTo } from '../related.ts';

export const check = resourceCheck({
  id: 'cloudwatch/alarm-subscriber',
  title: 'Topics that alarms go to have a subscriber',
  severity: 'medium',
  why: 'The alarm goes off, and nobody hears it',
  fix: 'Add an `aws_sns_topic_subscription` for the topic',
  controls: ['Holdfast:silent-alarm'],
  of: ['aws_sns_topic'],
  judge(topic, { plan }) {
    const alarms = plan.ofType('aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm');
    if (!alarms.some((alarm) => names(alarm, 'alarm_actions', topic) === true)) return undefined;
    const found = relatedTo(plan, topic, 'aws_sns_topic_subscription', 'topic_arn');
    if (!found.known) return cannotTell(found.because);
    return found.value.length > 0
      ? pass
      : fail('alarms go to it, and no aws_sns_topic_subscription names it');
  },
  examples: {
    bad: [
      `
resource "aws_sns_topic" "own" {
  name = "own"
}
resource "aws_cloudwatch_metric_alarm" "own" {
  alarm_name          = "own"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  threshold           = 0
  alarm_actions       = [aws_sns_topic.own.arn]
}
`,
    ],
    good: [
      `
resource "aws_sns_topic" "own" {
  name = "own"
}
resource "aws_cloudwatch_metric_alarm" "own" {
  alarm_name          = "own"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  threshold           = 0
  alarm_actions       = [aws_sns_topic.own.arn]
}
resource "aws_sns_topic_subscription" "own" {
  topic_arn = aws_sns_topic.own.arn
  protocol  = "email"
  endpoint  = "security@acme.example"
}
`,
    ],
  },
});
