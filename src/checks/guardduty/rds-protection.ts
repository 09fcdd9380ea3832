import { cannotTell, fail, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { isOneOf, worst } from '../rules.ts';

const name = 'RDS_LOGIN_EVENTS';

export const check = resourceCheck({
  id: 'guardduty/rds-protection',
  title: 'GuardDuty watches sign-ins to databases',
  severity: 'low',
  why: 'Passwords of databases are tried out, and nobody notices',
  fix: 'Add an `aws_guardduty_detector_feature` with `name = "RDS_LOGIN_EVENTS"` and `status = "ENABLED"`',
  controls: ['SecurityHub:GuardDuty.9'],
  of: ['aws_guardduty_detector'],
  judge(detector, { plan }) {
    const found = relatedTo(plan, detector, 'aws_guardduty_detector_feature', 'detector_id');
    if (!found.known) return cannotTell(found.because);
    const own = found.value.filter((feature) => isOneOf('name', [name])(feature).outcome !== 'fail');
    if (own.length > 0) return worst(own.map(isOneOf('status', ['ENABLED'])));
    return fail(`no aws_guardduty_detector_feature switches ${name} on`);
  },
  examples: {
    bad: [
      `
resource "aws_guardduty_detector" "own" {}
`,
      `
resource "aws_guardduty_detector" "own" {}
resource "aws_guardduty_detector_feature" "own" {
  detector_id = aws_guardduty_detector.own.id
  name        = "RDS_LOGIN_EVENTS"
  status      = "DISABLED"
}
`,
    ],
    good: [
      `
resource "aws_guardduty_detector" "own" {}
resource "aws_guardduty_detector_feature" "own" {
  detector_id = aws_guardduty_detector.own.id
  name        = "RDS_LOGIN_EVENTS"
  status      = "ENABLED"
}
`,
    ],
  },
});
