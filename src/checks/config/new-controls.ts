import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/securityhub/latest/userguide/controls-auto-enable.html */
export const check = resourceCheck({
  id: 'config/new-controls',
  title: 'Security Hub takes new controls of its standards',
  severity: 'low',
  why: 'What AWS adds to a standard is not looked at, and the account seems to meet it',
  fix: 'Set `auto_enable_controls = true`',
  isChangeSafe: true,
  controls: [],
  of: ['aws_securityhub_account'],
  judge: isTrue('auto_enable_controls'),
  examples: {
    bad: ['\nresource "aws_securityhub_account" "own" {\n  auto_enable_controls = false\n}\n'],
    good: ['\nresource "aws_securityhub_account" "own" {}\n'],
  },
});
