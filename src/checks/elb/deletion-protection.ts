import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/deletion-protection',
  title: 'Load balancers are protected from deletion',
  severity: 'low',
  why: 'A mistake in a change takes the service down',
  fix: 'Set `enable_deletion_protection = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_150', 'SecurityHub:ELB.6'],
  of: ['aws_lb', 'aws_alb'],
  judge: isTrue('enable_deletion_protection'),
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
  enable_deletion_protection = true
}
`,
    ],
  },
});
