import { fail, resourceCheck } from '../check.ts';
import { all, isNoneOf, isOneOf, isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/health-check',
  title: 'Load balancers ask their targets how they are',
  severity: 'low',
  why: 'Callers are sent to targets that do not answer',
  fix: 'Add `health_check` with a `path`',
  controls: ['CKV_AWS_261'],
  of: ['aws_lb_target_group', 'aws_alb_target_group'],
  judge(group) {
    if (isOneOf('protocol', ['HTTP', 'HTTPS'])(group).outcome !== 'pass') return undefined;
    if (group.isLeftOut('health_check')) return fail('there is no health_check: any page will do');
    return all(isNoneOf('health_check.enabled', [false]), isSet('health_check.path'))(group);
  },
  examples: {
    bad: [
      `
resource "aws_lb_target_group" "own" {
  port     = 443
  protocol = "HTTPS"
  vpc_id   = "vpc-0123456789abcdef0"
  
}
`,
      `
resource "aws_lb_target_group" "own" {
  port     = 443
  protocol = "HTTPS"
  vpc_id   = "vpc-0123456789abcdef0"
  health_check {
    enabled = false
  }
}
`,
    ],
    good: [
      `
resource "aws_lb_target_group" "own" {
  port     = 443
  protocol = "HTTPS"
  vpc_id   = "vpc-0123456789abcdef0"
  health_check {
    path = "/health"
  }
}
`,
      `
resource "aws_lb_target_group" "own" {
  port     = 443
  protocol = "TCP"
  vpc_id   = "vpc-0123456789abcdef0"
  
}
`,
    ],
  },
});
