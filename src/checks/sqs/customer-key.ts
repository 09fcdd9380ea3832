import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
export const check = resourceCheck({
  id: 'sqs/customer-key',
  title: 'SQS queues are encrypted with a customer key',
  severity: 'low',
  why: 'With a key of AWS, who may receive may read: no key policy stands between, and no log says who decrypted',
  fix: 'Set `kms_master_key_id` to a customer key',
  controls: ['AVD-AWS-0135'],
  of: ['aws_sqs_queue'],
  judge: (resource, { plan }) => isCustomerKey('kms_master_key_id', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_sqs_queue" "requests" {
  kms_master_key_id = "alias/aws/sqs"
}
`,
      `
resource "aws_sqs_queue" "requests" {
  sqs_managed_sse_enabled = true
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "requests" {
  enable_key_rotation = true
}

resource "aws_sqs_queue" "requests" {
  kms_master_key_id = aws_kms_key.requests.arn
}
`,
    ],
  },
});
