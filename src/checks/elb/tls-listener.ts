import { resourceCheck } from '../check.ts';
import { all, isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/tls-listener',
  title: 'Listeners of load balancers speak TLS',
  severity: 'high',
  why: 'What is sent can be read and changed on the way',
  fix: 'Set `protocol = "HTTPS"`, and let HTTP only redirect to it',
  controls: ['CKV_AWS_2', 'CKV_AWS_103', 'CKV2_AWS_20', 'AVD-AWS-0054', 'SecurityHub:ELB.1', 'MLSEC02-BP01'],
  of: ['aws_lb_listener', 'aws_alb_listener'],
  judge(listener) {
    const secure = isOneOf('protocol', ['HTTPS', 'TLS', 'TCP', 'UDP', 'TCP_UDP', 'GENEVE'])(listener);
    if (secure.outcome !== 'fail') return secure;
    const redirect = all(
      isOneOf('default_action.type', ['redirect']),
      isOneOf('default_action.redirect.protocol', ['HTTPS']),
    )(listener);
    return redirect.outcome === 'fail' ? secure : redirect;
  },
  examples: {
    bad: [
      `
resource "aws_lb_listener" "own" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/own/1"
  port     = 80
  protocol = "HTTP"
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
  port     = 80
  protocol = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}
`,
    ],
  },
});
