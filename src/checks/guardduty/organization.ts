import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'guardduty/organization',
  title: 'GuardDuty is switched on for every account of the organization',
  severity: 'medium',
  why: 'New accounts are not watched',
  fix: 'Set `auto_enable_organization_members = "ALL"`',
  controls: ['CKV2_AWS_3'],
  of: ['aws_guardduty_organization_configuration'],
  judge: isOneOf('auto_enable_organization_members', ['ALL']),
  examples: {
    bad: [
      `
resource "aws_guardduty_organization_configuration" "own" {
  detector_id                      = "00b00fd5aecc0ab60a708659477e9617"
  auto_enable_organization_members = "NONE"
}
`,
      `
resource "aws_guardduty_organization_configuration" "own" {
  detector_id                      = "00b00fd5aecc0ab60a708659477e9617"
  auto_enable_organization_members = "NEW"
}
`,
    ],
    good: [
      `
resource "aws_guardduty_organization_configuration" "own" {
  detector_id                      = "00b00fd5aecc0ab60a708659477e9617"
  auto_enable_organization_members = "ALL"
}
`,
    ],
  },
});
