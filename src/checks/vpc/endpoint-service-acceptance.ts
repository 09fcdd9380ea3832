import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'vpc/endpoint-service-acceptance',
  title: 'Endpoint services take nobody without being asked',
  severity: 'low',
  why: 'Whoever knows the name connects',
  fix: 'Set `acceptance_required = true`',
  controls: ['CKV_AWS_123'],
  of: ['aws_vpc_endpoint_service'],
  judge: isTrue('acceptance_required'),
  examples: {
    bad: [
      `
resource "aws_vpc_endpoint_service" "own" {
  acceptance_required        = false
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/own/1"]
}
`,
    ],
    good: [
      `
resource "aws_vpc_endpoint_service" "own" {
  acceptance_required        = true
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/own/1"]
}
`,
    ],
  },
});
