import { resourceCheck } from '../check.ts';
import { isOneOf, isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/invalid-headers',
  title: 'Load balancers drop malformed headers',
  severity: 'medium',
  why: 'Requests are smuggled past what looks at them',
  fix: 'Set `drop_invalid_header_fields = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_131', 'AVD-AWS-0052', 'SecurityHub:ELB.4'],
  of: ['aws_lb', 'aws_alb'],
  judge: (balancer) =>
    isOneOf('load_balancer_type', ['application'])(balancer).outcome === 'pass'
      ? isTrue('drop_invalid_header_fields')(balancer)
      : undefined,
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
  drop_invalid_header_fields = true
}
`,
      `
resource "aws_lb" "own" {
  load_balancer_type = "network"
  subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}
`,
    ],
  },
});
