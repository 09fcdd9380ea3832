import { cannotTell, fail, pass, resourceCheck } from '../check.ts';

export const check = resourceCheck({
  id: 'ecs/own-roles',
  title: 'Tasks and the agent that starts them have roles of their own',
  severity: 'medium',
  why: 'The program can do what starting it needs: read secrets and pull images',
  fix: 'Name different roles in `task_role_arn` and `execution_role_arn`',
  controls: ['CKV_AWS_249'],
  of: ['aws_ecs_task_definition'],
  judge(definition) {
    const [task, agent] = [definition.attribute('task_role_arn'), definition.attribute('execution_role_arn')];
    if (!task.known || !agent.known) return cannotTell('the roles are not known');
    if (task.value === null || task.value === '' || task.value !== agent.value) return pass;
    return fail('task_role_arn and execution_role_arn are the same role', { path: 'task_role_arn' });
  },
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
  task_role_arn      = "arn:aws:iam::123456789012:role/a"
  execution_role_arn = "arn:aws:iam::123456789012:role/a"
}
`,
    ],
    good: [
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
  task_role_arn      = "arn:aws:iam::123456789012:role/a"
  execution_role_arn = "arn:aws:iam::123456789012:role/b"
}
`,
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
}
`,
    ],
  },
});
