import { resourceCheck } from '../check.ts';
import { any, isSet, isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html */
export const check = resourceCheck({
  id: 'sqs/encryption',
  title: 'SQS queues do not switch their encryption off',
  severity: 'medium',
  why: 'Messages lie in plain text otherwise',
  fix: 'Set `kms_master_key_id`, or at least `sqs_managed_sse_enabled = true`, which is what a new queue has',
  controls: ['CKV_AWS_27', 'AVD-AWS-0096', 'SecurityHub:SQS.1', 'AwsSolutions-SQS2', 'MLSEC02-BP01'],
  of: ['aws_sqs_queue'],
  judge: any(isTrue('sqs_managed_sse_enabled'), isSet('kms_master_key_id')),
  examples: {
    bad: [
      `
resource "aws_sqs_queue" "requests" {
  sqs_managed_sse_enabled = false
}
`,
    ],
    good: [
      'resource "aws_sqs_queue" "requests" {}',
      `
resource "aws_sqs_queue" "requests" {
  sqs_managed_sse_enabled = true
}
`,
      `
resource "aws_kms_key" "requests" {
  enable_key_rotation = true
}

resource "aws_sqs_queue" "requests" {
  kms_master_key_id = aws_kms_key.requests.id
}
`,
    ],
  },
});
