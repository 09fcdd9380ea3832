import { containerCheck } from '../container-check.ts';

export const check = containerCheck({
  id: 'ecs/logs',
  title: 'Containers write logs',
  severity: 'low',
  why: 'What happened in it cannot be found out afterwards',
  fix: 'Set `logConfiguration`',
  controls: ['SecurityHub:ECS.9'],
  offends: ({ logConfiguration }) => (logConfiguration ? undefined : 'has no logConfiguration'),
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
}
`,
    ],
    good: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  container_definitions = jsonencode([{ name = "own", image = "own", logConfiguration = { logDriver = "awslogs" } }])
}
`,
    ],
  },
});
