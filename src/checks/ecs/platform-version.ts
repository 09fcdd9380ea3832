import { pass, resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'ecs/platform-version',
  title: 'Services take the newest platform',
  severity: 'low',
  why: 'Known holes of the platform stay open',
  fix: 'Leave `platform_version` out, or set `LATEST`',
  controls: ['CKV_AWS_332', 'SecurityHub:ECS.10'],
  of: ['aws_ecs_service', 'aws_ecs_task_set'],
  judge: (service) =>
    service.isLeftOut('platform_version') ? pass : isOneOf('platform_version', ['LATEST', null, ''])(service),
  examples: {
    bad: [
      `
resource "aws_ecs_service" "own" {
  name             = "own"
  task_definition  = "own"
  launch_type      = "FARGATE"
  platform_version = "1.3.0"
}
`,
    ],
    good: [
      `
resource "aws_ecs_service" "own" {
  name            = "own"
  task_definition = "own"
}
`,
      `
resource "aws_ecs_service" "own" {
  name             = "own"
  task_definition  = "own"
  launch_type      = "FARGATE"
  platform_version = "LATEST"
}
`,
    ],
  },
});
