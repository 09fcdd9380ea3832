import { resourceCheck } from '../check.ts';
import { isNoneOf, type Rule } from '../rules.ts';

/** What switches each of them off while it stays in the code. */
const switches: Readonly<Record<string, Rule>> = {
  aws_macie2_account: isNoneOf('status', ['PAUSED']),
  aws_guardduty_detector_feature: isNoneOf('status', ['DISABLED']),
  aws_guardduty_organization_configuration_feature: isNoneOf('auto_enable', ['NONE']),
  aws_guardduty_organization_configuration: isNoneOf('auto_enable_organization_members', ['NONE']),
  aws_ebs_snapshot_block_public_access: isNoneOf('state', ['unblocked']),
  aws_emr_block_public_access_configuration: isNoneOf('block_public_security_group_rules', [false]),
  aws_cloudtrail_event_data_store: isNoneOf('suspend', [true, 'true']),
};

/** https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html */
export const check = resourceCheck({
  id: 'hollow/disabled-control',
  title: 'Security services that are declared are on',
  severity: 'high',
  why: 'The service stands in the code, so that a reader takes it for granted, and it does nothing',
  fix: 'Switch it on, or remove it so that nobody counts on it',
  controls: ['SecurityHub:Macie.1'],
  of: Object.keys(switches),
  judge: (resource) => switches[resource.type]?.(resource),
  examples: {
    bad: [
      `
resource "aws_macie2_account" "main" {
  status = "PAUSED"
}
`,
      `
resource "aws_guardduty_detector_feature" "s3" {
  detector_id = "0123456789abcdef0123456789abcdef"
  name        = "S3_DATA_EVENTS"
  status      = "DISABLED"
}
`,
    ],
    good: [
      `
resource "aws_macie2_account" "main" {}

resource "aws_guardduty_detector_feature" "s3" {
  detector_id = "0123456789abcdef0123456789abcdef"
  name        = "S3_DATA_EVENTS"
  status      = "ENABLED"
}
`,
    ],
  },
});
