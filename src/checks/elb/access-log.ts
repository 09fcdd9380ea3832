import { fail, resourceCheck } from '../check.ts';
import { has, isOneOf, isTrue, type Rule } from '../rules.ts';

const judgeLog: Rule = (balancer) =>
  has('access_logs')(balancer).outcome === 'fail'
    ? fail('there is no access_logs')
    : isTrue('access_logs.enabled')(balancer);

export const check = resourceCheck({
  id: 'elb/access-log',
  title: 'Load balancers write an access log',
  severity: 'low',
  why: 'Who called what cannot be found out afterwards',
  fix: 'Add `access_logs { enabled = true }`',
  controls: ['CKV_AWS_91', 'CKV_AWS_92', 'SecurityHub:ELB.5'],
  of: ['aws_lb', 'aws_alb', 'aws_elb'],
  // A gateway load balancer has no access log.
  judge: (balancer) =>
    isOneOf('load_balancer_type', ['gateway'])(balancer).outcome === 'pass' ? undefined : judgeLog(balancer),
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
  access_logs {
    bucket  = "logs"
    enabled = true
  }
}
`,
      `
resource "aws_lb" "gateway" {
  name               = "gateway"
  load_balancer_type = "gateway"
  subnets            = ["subnet-0123456789abcdef0"]
}
`,
    ],
  },
});
