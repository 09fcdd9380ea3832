import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'ecs/host-processes',
  title: 'Tasks do not see the processes of the host',
  severity: 'high',
  why: 'The container sees, and can stop, what runs beside it',
  fix: 'Remove `pid_mode`',
  controls: ['CKV_AWS_335', 'SecurityHub:ECS.3'],
  of: ['aws_ecs_task_definition'],
  judge: isNoneOf('pid_mode', ['host']),
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  pid_mode = "host"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
}
`,
    ],
    good: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
}
`,
    ],
  },
});
