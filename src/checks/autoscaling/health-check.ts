import { resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { any, has, isOneOf, isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'autoscaling/health-check',
  title: 'Groups behind a load balancer ask it who is healthy',
  severity: 'low',
  why: 'A machine that runs, and answers nobody, is kept',
  fix: 'Set `health_check_type = "ELB"`',
  isChangeSafe: true,
  controls: ['CKV2_AWS_15', 'SecurityHub:AutoScaling.1', 'Config:autoscaling-group-elb-healthcheck-required'],
  of: ['aws_autoscaling_group'],
  judge(group, { plan }) {
    const attached = relatedTo(plan, group, 'aws_autoscaling_attachment', 'autoscaling_group_name');
    const own = any(isSet('target_group_arns'), isSet('load_balancers'), has('traffic_source'))(group);
    if (own.outcome !== 'pass' && attached.known && attached.value.length === 0) return undefined;
    return isOneOf('health_check_type', ['ELB'])(group);
  },
  examples: {
    bad: [
      `
resource "aws_autoscaling_group" "own" {
  min_size = 1
  max_size = 2
  launch_template {
    id      = "lt-0123456789abcdef0"
    version = "1"
  }
  availability_zones = ["eu-west-1a", "eu-west-1b"]
  target_group_arns  = ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/own/0123456789abcdef"]
}
`,
      `
resource "aws_autoscaling_group" "own" {
  min_size = 1
  max_size = 2
  launch_template {
    id      = "lt-0123456789abcdef0"
    version = "1"
  }
  availability_zones = ["eu-west-1a", "eu-west-1b"]
}
resource "aws_autoscaling_attachment" "own" {
  autoscaling_group_name = aws_autoscaling_group.own.name
  lb_target_group_arn    = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/own/0123456789abcdef"
}
`,
    ],
    good: [
      `
resource "aws_autoscaling_group" "own" {
  min_size = 1
  max_size = 2
  launch_template {
    id      = "lt-0123456789abcdef0"
    version = "1"
  }
  availability_zones = ["eu-west-1a", "eu-west-1b"]
}
`,
      `
resource "aws_autoscaling_group" "own" {
  min_size = 1
  max_size = 2
  launch_template {
    id      = "lt-0123456789abcdef0"
    version = "1"
  }
  availability_zones = ["eu-west-1a", "eu-west-1b"]
  health_check_type  = "ELB"
  target_group_arns  = ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/own/0123456789abcdef"]
}
`,
    ],
  },
});
