import { resourceCheck } from '../check.ts';
import { isOneOf, isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/cross-zone',
  title: 'Load balancers reach targets in every zone',
  severity: 'low',
  why: 'When the targets of one zone fail, its callers get no answer',
  fix: 'Set `enable_cross_zone_load_balancing`, or `cross_zone_load_balancing` of a classic one, to true',
  controls: [
    'CKV_AWS_138',
    'CKV_AWS_152',
    'SecurityHub:ELB.9',
    'Config:elb-cross-zone-load-balancing-enabled',
  ],
  of: ['aws_lb', 'aws_alb', 'aws_elb'],
  judge(balancer) {
    if (balancer.type === 'aws_elb') return isTrue('cross_zone_load_balancing')(balancer);
    // An application load balancer always does.
    if (isOneOf('load_balancer_type', ['network', 'gateway'])(balancer).outcome !== 'pass') return undefined;
    return isTrue('enable_cross_zone_load_balancing')(balancer);
  },
  examples: {
    bad: [
      `
resource "aws_lb" "own" {
  name               = "own"
  load_balancer_type = "network"
  subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  
}
`,
      `
resource "aws_elb" "own" {
  availability_zones = ["eu-west-1a", "eu-west-1b"]
  listener {
    instance_port     = 443
    instance_protocol = "tcp"
    lb_port           = 443
    lb_protocol       = "tcp"
  }
  cross_zone_load_balancing = false
}
`,
    ],
    good: [
      `
resource "aws_lb" "own" {
  name               = "own"
  load_balancer_type = "application"
  subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  
}
`,
      `
resource "aws_lb" "own" {
  name               = "own"
  load_balancer_type = "network"
  subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  enable_cross_zone_load_balancing = true
}
`,
      `
resource "aws_elb" "own" {
  availability_zones = ["eu-west-1a", "eu-west-1b"]
  listener {
    instance_port     = 443
    instance_protocol = "tcp"
    lb_port           = 443
    lb_protocol       = "tcp"
  }
  
}
`,
    ],
  },
});
