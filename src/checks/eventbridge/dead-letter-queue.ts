import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export const check = resourceCheck({
  id: 'eventbridge/dead-letter-queue',
  title: 'Events that cannot be delivered go to a dead-letter queue',
  severity: 'low',
  why: 'An event that its target does not take is tried for a day and then lost: nobody learns that a retraining, or an alarm, never started',
  fix: 'Add a `dead_letter_config` with the ARN of a queue',
  controls: [],
  of: ['aws_cloudwatch_event_target', 'aws_scheduler_schedule'],
  judge: (resource) =>
    isSet(
      resource.type === 'aws_scheduler_schedule' ? 'target.dead_letter_config.arn' : 'dead_letter_config.arn',
    )(resource),
  examples: {
    bad: [
      `
resource "aws_cloudwatch_event_target" "retrain" {
  rule = "drift"
  arn  = "arn:aws:states:eu-west-1:111122223333:stateMachine:retrain"
}
`,
    ],
    good: [
      `
resource "aws_sqs_queue" "undelivered" {}

resource "aws_cloudwatch_event_target" "retrain" {
  rule = "drift"
  arn  = "arn:aws:states:eu-west-1:111122223333:stateMachine:retrain"
  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }
}
`,
    ],
  },
});
