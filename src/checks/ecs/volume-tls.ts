import { pass, resourceCheck } from '../check.ts';
import { each, has, isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'ecs/volume-tls',
  title: 'Tasks reach file systems with TLS',
  severity: 'medium',
  why: 'What is read and written can be read on the way',
  fix: 'Set `transit_encryption = "ENABLED"`',
  controls: ['CKV_AWS_97', 'AVD-AWS-0035'],
  of: ['aws_ecs_task_definition'],
  judge: each('volume', (volume) =>
    has('efs_volume_configuration')(volume).outcome === 'fail'
      ? pass
      : isOneOf('efs_volume_configuration.transit_encryption', ['ENABLED'])(volume),
  ),
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = "fs-0123456789abcdef0"
    }
  }
  container_definitions = jsonencode([{ name = "own", image = "own" }])
}
`,
    ],
    good: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id     = "fs-0123456789abcdef0"
      transit_encryption = "ENABLED"
    }
  }
  container_definitions = jsonencode([{ name = "own", image = "own" }])
}
`,
    ],
  },
});
