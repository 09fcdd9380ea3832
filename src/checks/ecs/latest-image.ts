import { containerCheck } from '../container-check.ts';

export const check = containerCheck({
  id: 'ecs/latest-image',
  title: 'Containers run a certain image',
  severity: 'medium',
  why: 'What runs tomorrow is not what was checked today',
  fix: 'Name the image by its digest, or by a tag that does not move',
  controls: ['ATLAS:AML.M0014'],
  offends: ({ image }) =>
    typeof image === 'string' && /^(?:[^@:]*(?::\d+\/[^@:]*)?|.*:latest)$/.test(image)
      ? `runs ${image}`
      : undefined,
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  container_definitions = jsonencode([{ name = "own", image = "acme/own:latest" }])
}
`,
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
  container_definitions = jsonencode([{ name = "own", image = "acme/own:1.2.3" }])
}
`,
      `
resource "aws_ecs_task_definition" "own" {
  family                = "own"
  container_definitions = jsonencode([{ name = "own", image = "acme/own@sha256:0000000000000000000000000000000000000000000000000000000000000000" }])
}
`,
    ],
  },
});
