import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/target-tls',
  title: 'Load balancers speak TLS to their targets',
  severity: 'low',
  why: 'What is sent can be read inside the network',
  fix: 'Set `protocol = "HTTPS"`',
  controls: ['CKV_AWS_378'],
  of: ['aws_lb_target_group', 'aws_alb_target_group'],
  judge: isNoneOf('protocol', ['HTTP']),
  examples: {
    bad: [
      `
resource "aws_lb_target_group" "own" {
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-0123456789abcdef0"
}
`,
    ],
    good: [
      `
resource "aws_lb_target_group" "own" {
  port     = 443
  protocol = "HTTPS"
  vpc_id   = "vpc-0123456789abcdef0"
}
`,
    ],
  },
});
