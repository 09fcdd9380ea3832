import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'guardduty/enabled',
  title: 'GuardDuty is switched on',
  severity: 'high',
  why: 'The detector looks as if it watched, and watches nothing',
  fix: 'Leave `enable` true',
  isChangeSafe: true,
  controls: ['CKV_AWS_238', 'SecurityHub:GuardDuty.1'],
  of: ['aws_guardduty_detector'],
  judge: isTrue('enable'),
  examples: {
    bad: [
      `
resource "aws_guardduty_detector" "own" {
  enable = false
}
`,
    ],
    good: [
      `
resource "aws_guardduty_detector" "own" {}
`,
    ],
  },
});
