import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { isOneOf, isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/firewall',
  title: 'Load balancers on the internet are behind a firewall',
  severity: 'medium',
  why: 'Known attacks reach the application',
  fix: 'Add an `aws_wafv2_web_acl_association`',
  controls: ['CKV2_AWS_28', 'SecurityHub:ELB.16'],
  of: ['aws_lb', 'aws_alb'],
  judge(balancer, { plan }) {
    if (isTrue('internal')(balancer).outcome === 'pass') return undefined;
    if (isOneOf('load_balancer_type', ['application'])(balancer).outcome !== 'pass') return undefined;
    const found = relatedTo(plan, balancer, 'aws_wafv2_web_acl_association', 'resource_arn');
    if (!found.known) return cannotTell(found.because);
    return found.value.length > 0 ? pass : fail('no aws_wafv2_web_acl_association names it');
  },
  examples: {
    bad: [
      `
resource "aws_lb" "own" {
  load_balancer_type = "application"
  subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}
`,
    ],
    good: [
      `
resource "aws_lb" "own" {
  load_balancer_type = "application"
  subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  internal = true
}
`,
      `
resource "aws_lb" "own" {
  load_balancer_type = "application"
  subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}
resource "aws_wafv2_web_acl_association" "own" {
  resource_arn = aws_lb.own.arn
  web_acl_arn  = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/own/1"
}
`,
    ],
  },
});
