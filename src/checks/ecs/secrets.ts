import { containerCheck, secretIn } from '../container-check.ts';

export const check = containerCheck({
  id: 'ecs/secrets',
  title: 'Secrets do not stand in the environment of containers',
  severity: 'high',
  why: 'Whoever may read the task definition or the state has them',
  fix: 'Use `secrets` with `valueFrom`',
  controls: ['AVD-AWS-0036', 'SecurityHub:ECS.8'],
  offends: ({ environment }) => secretIn(environment),
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  container_definitions = jsonencode([{ name = "own", image = "own", environment = [{ name = "DB_PASSWORD", value = "correct-horse" }] }])
}
`,
    ],
    good: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  container_definitions = jsonencode([{ name = "own", image = "own", environment = [{ name = "MODE", value = "a" }] }])
}
`,
    ],
  },
});
