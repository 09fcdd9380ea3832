import type { Attributes } from '../../terraform/plan/plan.ts';
import { resourceCheck } from '../check.ts';
import { isSet, isTrue } from '../rules.ts';

/** AWS rotates symmetric keys only, and none of a key store of the customer's own: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
function isRotatable(key: Attributes): boolean {
  if (!key.isLeftOut('custom_key_store_id') && isSet('custom_key_store_id')(key).outcome !== 'fail')
    return false;
  const spec = key.attribute('customer_master_key_spec');
  return !spec.known || spec.value === null || spec.value === '' || spec.value === 'SYMMETRIC_DEFAULT';
}

export const check = resourceCheck({
  id: 'kms/rotation',
  title: 'Customer keys are rotated',
  severity: 'medium',
  why: 'Material that never changes protects ever more data, and a leak of it opens all of it',
  fix: 'Set `enable_key_rotation = true`',
  isChangeSafe: true,
  controls: [
    'CKV_AWS_7',
    'AVD-AWS-0065',
    'SecurityHub:KMS.4',
    'CIS-AWS-3.0.0:3.6',
    'Config:cmk-backing-key-rotation-enabled',
    'AwsSolutions-KMS5',
  ],
  of: ['aws_kms_key'],
  judge: (key) => (isRotatable(key) ? isTrue('enable_key_rotation')(key) : undefined),
  examples: {
    bad: [
      `
resource "aws_kms_key" "own" {}
`,
      `
resource "aws_kms_key" "own" {
  enable_key_rotation = false
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {
  enable_key_rotation = true
}
`,
      `
resource "aws_kms_key" "own" {
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
}
`,
      `
resource "aws_kms_key" "own" {
  custom_key_store_id = "cks-1234567890abcdef0"
}
`,
    ],
  },
});
