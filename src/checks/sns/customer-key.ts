import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
export const check = resourceCheck({
  id: 'sns/customer-key',
  title: 'SNS topics are encrypted with a customer key',
  severity: 'low',
  why: 'The policy of `alias/aws/sns` cannot be changed: CloudWatch and EventBridge cannot publish to the topic, and nobody can say who may decrypt',
  fix: 'Set `kms_master_key_id` to a customer key whose policy lets the publishing services use it',
  controls: ['AVD-AWS-0136'],
  of: ['aws_sns_topic'],
  judge: (resource, { plan }) => isCustomerKey('kms_master_key_id', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_sns_topic" "alerts" {
  kms_master_key_id = "alias/aws/sns"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "alerts" {
  enable_key_rotation = true
}

resource "aws_sns_topic" "alerts" {
  kms_master_key_id = aws_kms_key.alerts.id
}
`,
    ],
  },
});
