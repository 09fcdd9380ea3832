import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'ecs/exec-log',
  title: 'Commands run inside containers are recorded',
  severity: 'medium',
  why: 'What somebody did in a container cannot be found out afterwards',
  fix: 'Leave `logging` at `DEFAULT`, or set `OVERRIDE` with a log group or a bucket',
  controls: ['CKV_AWS_223'],
  of: ['aws_ecs_cluster'],
  judge: isNoneOf('configuration.execute_command_configuration.logging', ['NONE']),
  examples: {
    bad: [
      `
resource "aws_ecs_cluster" "own" {
  name = "own"
  configuration {
    execute_command_configuration {
      logging = "NONE"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_ecs_cluster" "own" {
  name = "own"
}
`,
      `
resource "aws_ecs_cluster" "own" {
  name = "own"
  configuration {
    execute_command_configuration {
      logging = "DEFAULT"
    }
  }
}
`,
    ],
  },
});
