import { containerCheck } from '../container-check.ts';

export const check = containerCheck({
  id: 'ecs/privileged',
  title: 'Containers are not privileged',
  severity: 'high',
  why: 'Who breaks into the container has the host',
  fix: 'Remove `privileged`',
  controls: ['CKV_AWS_334', 'SecurityHub:ECS.4'],
  offends: ({ privileged }) => (privileged === true ? 'is privileged' : undefined),
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  container_definitions = jsonencode([{ name = "own", image = "own", privileged = true }])
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
