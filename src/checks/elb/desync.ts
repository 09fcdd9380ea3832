import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/desync',
  title: 'Load balancers refuse requests that can be read in two ways',
  severity: 'medium',
  why: 'Requests are smuggled past what looks at them',
  fix: 'Leave `desync_mitigation_mode` at `defensive`, or set `strictest`',
  isChangeSafe: true,
  controls: ['CKV_AWS_328', 'SecurityHub:ELB.12', 'SecurityHub:ELB.14'],
  of: ['aws_lb', 'aws_alb', 'aws_elb'],
  judge: isOneOf('desync_mitigation_mode', ['defensive', 'strictest', null]),
  examples: {
    bad: [
      `
resource "aws_lb" "own" {
  load_balancer_type = "application"
  subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  desync_mitigation_mode = "monitor"
}
`,
    ],
    good: [
      `
resource "aws_lb" "own" {
  load_balancer_type = "application"
  subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}
`,
    ],
  },
});
