import { containerCheck } from '../container-check.ts';

export const check = containerCheck({
  id: 'ecs/read-only',
  title: 'Containers cannot change their own files',
  severity: 'low',
  why: 'Who breaks into the container can put programs there',
  fix: 'Set `readonlyRootFilesystem`',
  controls: ['CKV_AWS_336', 'SecurityHub:ECS.5'],
  offends: ({ readonlyRootFilesystem }) =>
    readonlyRootFilesystem === true ? undefined : 'can write its root file system',
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
  container_definitions = jsonencode([{ name = "own", image = "own", readonlyRootFilesystem = true }])
}
`,
    ],
  },
});
