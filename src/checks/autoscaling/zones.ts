import { fail, resourceCheck } from '../check.ts';
import { any, is, type Rule } from '../rules.ts';

const isSeveral =
  (path: string): Rule =>
  (group) =>
    group.isLeftOut(path) ? fail(`${path} is not set`) : names(path)(group);

const names = (path: string): Rule =>
  is(path, (values) => Array.isArray(values) && new Set(values).size > 1, 'must name two or more');

export const check = resourceCheck({
  id: 'autoscaling/zones',
  title: 'Groups have machines in more than one zone',
  severity: 'low',
  why: 'When one data centre fails, nothing is left',
  fix: 'Name two or more `availability_zones` or subnets',
  controls: ['SecurityHub:AutoScaling.2', 'Config:autoscaling-multiple-az'],
  of: ['aws_autoscaling_group'],
  judge: any(isSeveral('availability_zones'), isSeveral('vpc_zone_identifier')),
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
  availability_zones = ["eu-west-1a"]
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
  vpc_zone_identifier = ["subnet-0123456789abcdef0"]
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
  vpc_zone_identifier = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}
`,
    ],
  },
});
