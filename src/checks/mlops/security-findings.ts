import { environmentHas } from '../environment-check.ts';

export const check = environmentHas({
  id: 'mlops/security-findings',
  title: 'Environments gather the findings of AWS',
  severity: 'low',
  why: 'What the services of AWS find stays where nobody looks',
  fix: 'Add an `aws_securityhub_account`, or say `existing: { securityhub: true }` in `holdfast.yaml`',
  controls: ['CIS-AWS-3.0.0:4.16', 'Config:securityhub-enabled'],
  types: ['aws_securityhub_account'],
  existing: 'securityhub',
  made: `
resource "aws_securityhub_account" "own" {}
`,
});
