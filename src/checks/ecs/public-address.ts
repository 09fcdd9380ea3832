import { resourceCheck } from '../check.ts';
import { isFalse } from '../rules.ts';

export const check = resourceCheck({
  id: 'ecs/public-address',
  title: 'Services have no public address',
  severity: 'high',
  why: 'The tasks can be reached from the internet as far as their groups let',
  fix: 'Leave `assign_public_ip` false',
  controls: ['CKV_AWS_333', 'SecurityHub:ECS.2', 'SecurityHub:ECS.16'],
  of: ['aws_ecs_service', 'aws_ecs_task_set'],
  judge: isFalse('network_configuration.assign_public_ip'),
  examples: {
    bad: [
      `
resource "aws_ecs_service" "own" {
  name            = "own"
  task_definition = "own"
  network_configuration {
    subnets          = ["subnet-0123456789abcdef0"]
    assign_public_ip = true
  }
}
`,
    ],
    good: [
      `
resource "aws_ecs_service" "own" {
  name            = "own"
  task_definition = "own"
  network_configuration {
    subnets = ["subnet-0123456789abcdef0"]
  }
}
`,
    ],
  },
});
