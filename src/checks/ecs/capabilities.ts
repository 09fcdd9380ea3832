import type { Json } from '../../base/canonical-json.ts';
import { containerCheck } from '../container-check.ts';

/** https://man7.org/linux/man-pages/man7/capabilities.7.html */
const dangerous = new Set([
  'ALL',
  'SYS_ADMIN',
  'SYS_MODULE',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'DAC_READ_SEARCH',
  'NET_ADMIN',
  'BPF',
]);

function addedTo(parameters: Json | undefined): string[] {
  const added = membersOf(membersOf(parameters).capabilities).add;
  return Array.isArray(added) ? added.map((name) => String(name).toUpperCase().replace(/^CAP_/, '')) : [];
}

function membersOf(value: Json | undefined): { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html */
export const check = containerCheck({
  id: 'ecs/capabilities',
  title: 'Containers have no rights of the host',
  severity: 'high',
  why: 'With such a right who breaks into the container has the host',
  fix: 'Remove it from `linuxParameters.capabilities.add`',
  controls: [],
  offends: ({ linuxParameters }) => {
    const found = addedTo(linuxParameters).find((name) => dangerous.has(name));
    return found === undefined ? undefined : `has the right ${found}`;
  },
  examples: {
    bad: [
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own", linuxParameters = { capabilities = { add = ["SYS_ADMIN"] } } }])
  
}
`,
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own", linuxParameters = { capabilities = { add = ["ALL"] } } }])
  
}
`,
    ],
    good: [
      `
resource "aws_ecs_task_definition" "own" {
  family = "own"
  container_definitions = jsonencode([{ name = "own", image = "own", linuxParameters = { capabilities = { add = ["NET_BIND_SERVICE"], drop = ["ALL"] } } }])
  
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
