import { resourceCheck } from '../check.ts';
import { any, has } from '../rules.ts';

export const check = resourceCheck({
  id: 'autoscaling/launch-template',
  title: 'Groups start machines by a launch template',
  severity: 'low',
  why: 'Launch configurations cannot demand what newer features of EC2 protect by',
  fix: 'Use `launch_template` or `mixed_instances_policy`',
  controls: ['CKV_AWS_315', 'SecurityHub:AutoScaling.9', 'Config:autoscaling-launch-template'],
  of: ['aws_autoscaling_group'],
  judge: any(has('launch_template'), has('mixed_instances_policy')),
  examples: {
    bad: [
      `
resource "aws_autoscaling_group" "own" {
  min_size = 1
  max_size = 2
  launch_configuration = "own"
  availability_zones = ["eu-west-1a", "eu-west-1b"]
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
    ],
  },
});
