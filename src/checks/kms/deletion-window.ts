import type { Attributes } from '../../terraform/plan/plan.ts';
import { pass, resourceCheck } from '../check.ts';
import { isAtLeast } from '../rules.ts';

/** Without it AWS waits for 30 days: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
function isLeft(key: Attributes): boolean {
  const days = key.attribute('deletion_window_in_days');
  return days.known && days.value === null;
}

export const check = resourceCheck({
  id: 'kms/deletion-window',
  title: 'Customer keys can be kept from deletion for weeks',
  severity: 'low',
  why: 'A key that is deleted by mistake takes all that it encrypts along',
  fix: 'Set `deletion_window_in_days` to 14 or more',
  controls: [],
  of: ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key'],
  judge: (key) => (isLeft(key) ? pass : isAtLeast('deletion_window_in_days', 14)(key)),
  examples: {
    bad: [
      `
resource "aws_kms_key" "own" {
  deletion_window_in_days = 7
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "own" {}
`,
      `
resource "aws_kms_key" "own" {
  deletion_window_in_days = 30
}
`,
    ],
  },
});
