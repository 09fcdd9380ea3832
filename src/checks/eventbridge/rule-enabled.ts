import { resourceCheck } from '../check.ts';
import { all, isNoneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const check = resourceCheck({
  id: 'eventbridge/rule-enabled',
  title: 'Event rules and schedules are on',
  severity: 'low',
  why: 'A rule that is off looks like an alarm, or a retraining, that is there, and does nothing',
  fix: 'Set `state = "ENABLED"`, or remove the rule',
  controls: [],
  of: ['aws_cloudwatch_event_rule', 'aws_scheduler_schedule'],
  judge: (rule) =>
    rule.type === 'aws_scheduler_schedule'
      ? isNoneOf('state', ['DISABLED'])(rule)
      : all(isNoneOf('is_enabled', [false]), isNoneOf('state', ['DISABLED']))(rule),
  examples: {
    bad: [
      `
resource "aws_cloudwatch_event_rule" "drift" {
  event_pattern = jsonencode({ source = ["aws.sagemaker"] })
  state         = "DISABLED"
}
`,
    ],
    good: [
      `
resource "aws_cloudwatch_event_rule" "drift" {
  event_pattern = jsonencode({ source = ["aws.sagemaker"] })
}
`,
    ],
  },
});
