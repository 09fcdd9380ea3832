import { containerCheck } from '../container-check.ts';

const isRoot = /^(?:root|0|)(?::|$)/;

/** https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20 */
export const check = containerCheck({
  id: 'ecs/root-user',
  title: 'Containers do not run as root',
  severity: 'low',
  why: 'Who breaks into the container finds it easier to get out of it',
  fix: 'Set `user` to one that is not root',
  controls: ['SecurityHub:ECS.20'],
  offends: ({ user }) =>
    typeof user !== 'string' || isRoot.test(user)
      ? `runs as ${user === undefined || user === null ? 'the user of its image' : String(user)}`
      : undefined,
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
  
}
`,
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own", user = "0:0" }])
  
}
`,
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own", user = "root" }])
  
}
`,
    ],
    good: [
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own", user = "1000:1000" }])
  
}
`,
    ],
  },
});
