import { resourceCheck } from '../check.ts';
import { isOneOf, some } from '../rules.ts';

export const check = resourceCheck({
  id: 'ecs/insights',
  title: 'Clusters are watched',
  severity: 'low',
  why: 'What uses capacity, and what fails, is not seen',
  fix: 'Add a `setting` with `containerInsights`',
  controls: ['CKV_AWS_65', 'AVD-AWS-0034', 'SecurityHub:ECS.12'],
  of: ['aws_ecs_cluster'],
  judge: some('setting', isOneOf('value', ['enabled', 'enhanced'])),
  examples: {
    bad: [
      `
resource "aws_ecs_cluster" "own" {
  name = "own"
}
`,
    ],
    good: [
      `
resource "aws_ecs_cluster" "own" {
  name = "own"
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}
`,
    ],
  },
});
