import { cannotTell, fail, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { isOneOf, worst } from '../rules.ts';

const name = 'EKS_AUDIT_LOGS';

export const check = resourceCheck({
  id: 'guardduty/eks-protection',
  title: 'GuardDuty watches the audit logs of clusters',
  severity: 'low',
  why: 'That somebody takes over a cluster through its API is not noticed',
  fix: 'Add an `aws_guardduty_detector_feature` with `name = "EKS_AUDIT_LOGS"` and `status = "ENABLED"`',
  controls: ['SecurityHub:GuardDuty.5'],
  of: ['aws_guardduty_detector'],
  judge(detector, { plan }) {
    if (plan.ofType('aws_eks_cluster').length === 0) return undefined;
    const found = relatedTo(plan, detector, 'aws_guardduty_detector_feature', 'detector_id');
    if (!found.known) return cannotTell(found.because);
    const own = found.value.filter((feature) => isOneOf('name', [name])(feature).outcome !== 'fail');
    if (own.length > 0) return worst(own.map(isOneOf('status', ['ENABLED'])));
    return fail(`no aws_guardduty_detector_feature switches ${name} on`);
  },
  examples: {
    bad: [
      `
resource "aws_eks_cluster" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids = ["subnet-11111111", "subnet-22222222"]
  }
}
resource "aws_guardduty_detector" "own" {}
`,
      `
resource "aws_eks_cluster" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids = ["subnet-11111111", "subnet-22222222"]
  }
}
resource "aws_guardduty_detector" "own" {}
resource "aws_guardduty_detector_feature" "own" {
  detector_id = aws_guardduty_detector.own.id
  name        = "EKS_AUDIT_LOGS"
  status      = "DISABLED"
}
`,
    ],
    good: [
      `
resource "aws_eks_cluster" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids = ["subnet-11111111", "subnet-22222222"]
  }
}
resource "aws_guardduty_detector" "own" {}
resource "aws_guardduty_detector_feature" "own" {
  detector_id = aws_guardduty_detector.own.id
  name        = "EKS_AUDIT_LOGS"
  status      = "ENABLED"
}
`,
    ],
  },
});
