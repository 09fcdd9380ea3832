import type { Plan, Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { names, relatedTo } from '../related.ts';

/** What sends alarms to a topic. */
const senders: readonly [type: string, path: string][] = [
  ['aws_cloudwatch_metric_alarm', 'alarm_actions'],
  ['aws_cloudwatch_composite_alarm', 'alarm_actions'],
  ['aws_cloudwatch_event_target', 'arn'],
  ['aws_config_delivery_channel', 'sns_topic_arn'],
  ['aws_cloudtrail', 'sns_topic_name'],
  ['aws_backup_vault_notifications', 'sns_topic_arn'],
];

/** https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html */
export const check = resourceCheck({
  id: 'hollow/topic-without-subscriber',
  title: 'Topics that alarms are sent to have a subscriber',
  severity: 'medium',
  why: 'The alarm goes to a topic that nobody listens to: it looks as if somebody were told',
  fix: 'Add an `aws_sns_topic_subscription` for the topic',
  controls: ['MLSEC06-BP02'],
  of: ['aws_sns_topic'],
  judge(topic, { plan }) {
    if (!isSentTo(topic, plan)) return undefined;
    const subscriptions = relatedTo(plan, topic, 'aws_sns_topic_subscription', 'topic_arn');
    if (!subscriptions.known) return cannotTell(subscriptions.because);
    if (subscriptions.value.length > 0) return pass;
    return fail('alarms are sent to the topic, and no aws_sns_topic_subscription in this root names it');
  },
  examples: {
    bad: [
      `
resource "aws_sns_topic" "alerts" {}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Invocation5XXErrors"
  namespace           = "AWS/SageMaker"
  period              = 60
  statistic           = "Sum"
  threshold           = 0
  alarm_actions       = [aws_sns_topic.alerts.arn]
}
`,
    ],
    good: [
      `
resource "aws_sns_topic" "alerts" {}

resource "aws_sns_topic_subscription" "alerts" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = "alerts@example.com"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Invocation5XXErrors"
  namespace           = "AWS/SageMaker"
  period              = 60
  statistic           = "Sum"
  threshold           = 0
  alarm_actions       = [aws_sns_topic.alerts.arn]
}
`,
      'resource "aws_sns_topic" "events" {}',
    ],
  },
});

function isSentTo(topic: Resource, plan: Plan): boolean {
  return senders.some(([type, path]) =>
    plan.ofType(type).some((sender) => names(sender, path, topic) === true),
  );
}
