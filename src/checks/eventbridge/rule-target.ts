import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html */
export const check = resourceCheck({
  id: 'eventbridge/rule-target',
  title: 'Event rules have a target',
  severity: 'medium',
  why: 'A rule without a target matches and does nothing: the alarm, or the retraining, that it stands for never comes',
  fix: 'Add an `aws_cloudwatch_event_target` for the rule, or remove it',
  controls: [],
  of: ['aws_cloudwatch_event_rule'],
  judge(rule, { plan }) {
    const targets = relatedTo(plan, rule, 'aws_cloudwatch_event_target', 'rule');
    if (!targets.known) return cannotTell(targets.because);
    return targets.value.length > 0 ? pass : fail('no aws_cloudwatch_event_target names the rule');
  },
  examples: {
    bad: [
      `
resource "aws_cloudwatch_event_rule" "drift" {
  name          = "drift"
  event_pattern = jsonencode({ source = ["aws.sagemaker"] })
}
`,
    ],
    good: [
      `
resource "aws_cloudwatch_event_rule" "drift" {
  name          = "drift"
  event_pattern = jsonencode({ source = ["aws.sagemaker"] })
}

resource "aws_cloudwatch_event_target" "drift" {
  rule = aws_cloudwatch_event_rule.drift.name
  arn  = "arn:aws:sns:eu-west-1:111122223333:alerts"
}
`,
    ],
  },
});
