import type { Plan, Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
export const check = resourceCheck({
  id: 'sqs/dead-letter-queue',
  title: 'Messages that fail go to a dead-letter queue',
  severity: 'low',
  why: 'A message that cannot be handled comes back until it expires, and is then lost without a trace',
  fix: 'Set `redrive_policy` with a queue for what failed',
  controls: ['AwsSolutions-SQS3'],
  of: ['aws_sqs_queue'],
  judge(queue, { plan }) {
    if (isDeadLetterQueue(queue, plan)) return undefined;
    const own = isSet('redrive_policy')(queue);
    if (own.outcome === 'pass') return pass;
    const separate = relatedTo(plan, queue, 'aws_sqs_queue_redrive_policy', 'queue_url');
    if (!separate.known) return cannotTell(separate.because);
    if (separate.value.length > 0) return pass;
    if (own.outcome === 'cannot-tell' && !queue.isLeftOut('redrive_policy')) return own;
    return fail('neither redrive_policy nor an aws_sqs_queue_redrive_policy names a dead-letter queue', {
      path: 'redrive_policy',
    });
  },
  examples: {
    bad: ['resource "aws_sqs_queue" "requests" {}'],
    good: [
      `
resource "aws_sqs_queue" "failed" {
  name = "failed"
}

resource "aws_sqs_queue" "requests" {
  name           = "requests"
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = 4 })
}
`,
      `
resource "aws_sqs_queue" "failed" {}

resource "aws_sqs_queue" "requests" {}

resource "aws_sqs_queue_redrive_policy" "requests" {
  queue_url      = aws_sqs_queue.requests.id
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = 4 })
}
`,
    ],
  },
});

/** What others send to when they fail: a queue, a function, a rule, a subscription. */
const senders: readonly [type: string, path: string][] = [
  ['aws_sqs_queue', 'redrive_policy'],
  ['aws_sqs_queue_redrive_policy', 'redrive_policy'],
  ['aws_sns_topic_subscription', 'redrive_policy'],
  ['aws_lambda_function', 'dead_letter_config.target_arn'],
  ['aws_cloudwatch_event_target', 'dead_letter_config.arn'],
  ['aws_cloudwatch_event_bus', 'dead_letter_config.arn'],
  ['aws_scheduler_schedule', 'target.dead_letter_config.arn'],
];

function isDeadLetterQueue(queue: Resource, plan: Plan): boolean {
  const allowed = queue.attribute('redrive_allow_policy');
  if (allowed.known && typeof allowed.value === 'string' && allowed.value !== '') return true;
  const arn = queue.attribute('arn');
  return senders.some(([type, path]) =>
    plan.ofType(type).some((sender) => {
      if (sender.references(path).some(({ address }) => address === queue.address)) return true;
      const given = sender.attribute(path);
      return (
        given.known && typeof given.value === 'string' && arn.known && given.value.includes(`${arn.value}`)
      );
    }),
  );
}
