import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html */
export const check = resourceCheck({
  id: 'sns/encryption',
  title: 'SNS topics encrypt their messages at rest',
  severity: 'medium',
  why: 'Messages are kept in plain text until they are delivered otherwise, and alarms often hold what was wrong and where',
  fix: 'Set `kms_master_key_id` to a customer key whose policy lets the publishing services use it',
  controls: [
    'CKV_AWS_26',
    'AVD-AWS-0095',
    'SecurityHub:SNS.1',
    'Config:sns-encrypted-kms',
    'AwsSolutions-SNS2',
    'MLSEC02-BP01',
  ],
  of: ['aws_sns_topic'],
  judge: isSet('kms_master_key_id'),
  examples: {
    bad: ['resource "aws_sns_topic" "alerts" {}'],
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
