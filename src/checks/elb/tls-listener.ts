import type { Known } from '../../base/known.ts';
import type { Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { all, isOneOf, type Rule, some, worst } from '../rules.ts';

/** An answer that is fixed shows nobody anything, and neither does a redirect. */
function redirects(action: string): Rule {
  const isFixed = isOneOf('type', ['fixed-response']);
  const toTls = all(isOneOf('type', ['redirect']), isOneOf('redirect.protocol', ['HTTPS']));
  return some(action, (one) => (action === 'action' && isFixed(one).outcome === 'pass' ? pass : toTls(one)));
}

const ruleTypes = ['aws_lb_listener_rule', 'aws_alb_listener_rule'];

/** A rule of its own goes before the redirect. */
function judgeRules(rules: Known<Resource[]>): Judgement {
  if (!rules.known) return cannotTell(rules.because);
  const judged = rules.value.map((rule) => ({ rule, told: redirects('action')(rule) }));
  const open = judged.find(({ told }) => told.outcome === 'fail');
  return open
    ? fail(`${open.rule.address} answers plain HTTP without a redirect to HTTPS`)
    : worst(judged.map(({ told }) => told));
}

export const check = resourceCheck({
  id: 'elb/tls-listener',
  title: 'Listeners of load balancers speak TLS',
  severity: 'high',
  why: 'What is sent can be read and changed on the way',
  fix: 'Set `protocol = "HTTPS"`, and let HTTP only redirect to it',
  controls: ['CKV_AWS_2', 'CKV2_AWS_20', 'AVD-AWS-0054', 'SecurityHub:ELB.1', 'MLSEC02-BP01'],
  of: ['aws_lb_listener', 'aws_alb_listener'],
  judge(listener, { plan }) {
    // A listener of a gateway load balancer has none: it takes every packet.
    if (listener.isLeftOut('protocol') && listener.isLeftOut('port')) return undefined;
    const secure = isOneOf('protocol', [
      'HTTPS',
      'TLS',
      'TCP',
      'UDP',
      'TCP_UDP',
      'GENEVE',
      'QUIC',
      'TCP_QUIC',
    ])(listener);
    if (secure.outcome !== 'fail') return secure;
    const redirect = redirects('default_action')(listener);
    if (redirect.outcome === 'fail') return secure;
    return worst([
      redirect,
      ...ruleTypes.map((type) => judgeRules(relatedTo(plan, listener, type, 'listener_arn'))),
    ]);
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

resource "aws_lb_listener_rule" "own" {
  listener_arn = aws_lb_listener.own.arn
  action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/own/1"
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
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

resource "aws_lb_listener_rule" "own" {
  listener_arn = aws_lb_listener.own.arn
  action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}
`,
      `
resource "aws_lb_listener" "gateway" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/gwy/own/1"
  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/own/1"
  }
}
`,
    ],
  },
});
