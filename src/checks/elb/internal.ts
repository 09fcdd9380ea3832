import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/internal',
  title: 'Load balancers are internal unless they must not be',
  severity: 'low',
  why: 'The service can be reached from the internet',
  fix: 'Set `internal = true`',
  controls: ['AVD-AWS-0053'],
  of: ['aws_lb', 'aws_alb', 'aws_elb'],
  judge: isTrue('internal'),
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
    ],
  },
});
