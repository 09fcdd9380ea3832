import { environmentHas } from '../environment-check.ts';

export const check = environmentHas({
  id: 'mlops/threat-detection',
  title: 'Environments are watched for threats',
  severity: 'medium',
  why: 'Stolen credentials and odd traffic go unnoticed',
  fix: 'Add an `aws_guardduty_detector`, or say `existing: { guardduty: true }` in `holdfast.yaml`',
  controls: ['CKV2_AWS_3', 'SecurityHub:GuardDuty.1'],
  types: ['aws_guardduty_detector'],
  existing: 'guardduty',
  made: `
resource "aws_guardduty_detector" "own" {}
`,
});
