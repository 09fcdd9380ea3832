import { fail, resourceCheck } from '../check.ts';
import { is, isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/tls-policy',
  title: 'Listeners refuse old versions of TLS',
  severity: 'high',
  why: 'Old versions have known holes',
  fix: 'Set `ssl_policy` to one of TLS 1.2 and above, such as `ELBSecurityPolicy-TLS13-1-2-2021-06`',
  controls: ['CKV_AWS_103', 'AVD-AWS-0047', 'SecurityHub:ELB.17'],
  of: ['aws_lb_listener', 'aws_alb_listener'],
  judge(listener) {
    if (isOneOf('protocol', ['HTTPS', 'TLS'])(listener).outcome !== 'pass') return undefined;
    if (listener.isLeftOut('ssl_policy'))
      return fail('ssl_policy is not set: the default takes TLS 1.0', { path: 'ssl_policy' });
    return is(
      'ssl_policy',
      (name) => /TLS-?1-2|TLS13-1-[23]|FS-1-2/.test(String(name)) && !/TLS13-1-[01]/.test(String(name)),
      'must demand TLS 1.2',
    )(listener);
  },
  examples: {
    bad: [
      `
resource "aws_lb_listener" "own" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/own/1"
  port            = 443
  protocol        = "HTTPS"
  ssl_policy      = "ELBSecurityPolicy-2016-08"
  certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/own/1"
  }
}
`,
      `
resource "aws_lb_listener" "own" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/own/1"
  port            = 443
  protocol        = "HTTPS"
  certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/own/1"
  }
}
`,
    ],
    good: [
      `
resource "aws_lb_listener" "own" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/own/1"
  port            = 443
  protocol        = "HTTPS"
  ssl_policy      = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/own/1"
  }
}
`,
    ],
  },
});
