import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'ecs/host-network',
  title: 'Tasks have a network of their own',
  severity: 'medium',
  why: 'The container reaches what only the host should',
  fix: 'Set `network_mode = "awsvpc"`',
  controls: ['SecurityHub:ECS.1', 'SecurityHub:ECS.17'],
  of: ['aws_ecs_task_definition'],
  judge: isNoneOf('network_mode', ['host']),
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  network_mode = "host"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
}
`,
    ],
    good: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  network_mode = "awsvpc"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
}
`,
    ],
  },
});
