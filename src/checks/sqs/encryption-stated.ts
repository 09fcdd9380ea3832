import { fail, pass, resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/creating-sse-queue.html */
export const check = resourceCheck({
  id: 'sqs/encryption-stated',
  title: 'SQS queues state how they are encrypted',
  severity: 'low',
  why: 'AWS encrypts queues that are new; one from before October 2022, or that someone has changed by hand, stays in plain text',
  fix: 'Set `kms_master_key_id`, or at least `sqs_managed_sse_enabled = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_27', 'AVD-AWS-0096'],
  of: ['aws_sqs_queue'],
  judge(queue) {
    const key = isSet('kms_master_key_id')(queue);
    if (key.outcome === 'pass') return pass;
    if (!queue.isLeftOut('sqs_managed_sse_enabled')) return pass;
    if (key.outcome === 'cannot-tell' && !queue.isLeftOut('kms_master_key_id')) return key;
    return fail('neither kms_master_key_id nor sqs_managed_sse_enabled is set', {
      path: 'sqs_managed_sse_enabled',
      change: { path: 'sqs_managed_sse_enabled', value: true },
    });
  },
  examples: {
    bad: ['resource "aws_sqs_queue" "requests" {}'],
    good: [
      `
resource "aws_sqs_queue" "requests" {
  sqs_managed_sse_enabled = true
}
`,
      `
resource "aws_sqs_queue" "requests" {
  kms_master_key_id = "alias/requests"
}
`,
    ],
  },
});
