import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { isOneOf, isTrue, worst } from '../rules.ts';

const name = 'S3_DATA_EVENTS';

/** As it was said before features. */
const old = 'datasources.s3_logs.enable';

export const check = resourceCheck({
  id: 'guardduty/s3-protection',
  title: 'GuardDuty watches access to S3',
  severity: 'medium',
  why: 'That somebody takes data away or deletes it is not noticed',
  fix: 'Add an `aws_guardduty_detector_feature` with `name = "S3_DATA_EVENTS"` and `status = "ENABLED"`',
  controls: ['SecurityHub:GuardDuty.10'],
  of: ['aws_guardduty_detector'],
  judge(detector, { plan }) {
    const found = relatedTo(plan, detector, 'aws_guardduty_detector_feature', 'detector_id');
    if (!found.known) return cannotTell(found.because);
    const own = found.value.filter((feature) => isOneOf('name', [name])(feature).outcome !== 'fail');
    if (own.length > 0) return worst(own.map(isOneOf('status', ['ENABLED'])));
    if (isTrue(old)(detector).outcome === 'pass') return pass;
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
  name        = "S3_DATA_EVENTS"
  status      = "DISABLED"
}
`,
    ],
    good: [
      `
resource "aws_guardduty_detector" "own" {
  datasources {
    s3_logs {
      enable = true
    }
  }
}
`,
      `
resource "aws_guardduty_detector" "own" {}
resource "aws_guardduty_detector_feature" "own" {
  detector_id = aws_guardduty_detector.own.id
  name        = "S3_DATA_EVENTS"
  status      = "ENABLED"
}
`,
    ],
  },
});
