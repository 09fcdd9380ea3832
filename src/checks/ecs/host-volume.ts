import type { Json } from '../../base/canonical-json.ts';
import { resourceCheck } from '../check.ts';
import { each, is } from '../rules.ts';

/** The whole host, its settings and processes, and what speaks to the container engine. */
const dangerous =
  /^\/(?:$|(?:etc|root|proc|sys|boot|dev|home|var|usr|var\/run|run|var\/lib|var\/lib\/docker|var\/lib\/ecs)\/*$)|\/(?:docker|containerd|crio)(?:\/[a-z]+)?\.sock$/;

function isHarmless(path: Json): boolean {
  return path === null || !dangerous.test(String(path));
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html */
export const check = resourceCheck({
  id: 'ecs/host-volume',
  title: 'Tasks do not get at what controls the host',
  severity: 'critical',
  why: 'Who breaks into the container has the host, and all that runs on it',
  fix: 'Remove the `volume`',
  controls: [],
  of: ['aws_ecs_task_definition'],
  judge: each(
    'volume',
    is('host_path', isHarmless, 'must be no socket of the container engine, and no folder of the system'),
  ),
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
  volume {
    name      = "own"
    host_path = "/var/run/docker.sock"
  }
}
`,
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
  volume {
    name      = "own"
    host_path = "/"
  }
}
`,
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
  volume {
    name      = "own"
    host_path = "/etc"
  }
}
`,
    ],
    good: [
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
  volume {
    name      = "own"
    host_path = "/var/log/own"
  }
}
`,
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own" }])
  volume {
    name = "own"
  }
}
`,
    ],
  },
});
