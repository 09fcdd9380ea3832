import type { Json } from '../base/canonical-json.ts';
import { type Check, type CheckFacts, cannotTell, fail, pass, resourceCheck } from './check.ts';

type Members = { [key: string]: Json };

const path = 'container_definitions';

/**
 * A check of every container of a task definition.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
 */
export function containerCheck(
  check: CheckFacts & { offends(container: Members): string | undefined },
): Check {
  const { offends, ...facts } = check;
  return resourceCheck({
    ...facts,
    of: ['aws_ecs_task_definition'],
    judge(definition) {
      const text = definition.attribute(path);
      if (!text.known) return cannotTell(`${path} is not known: ${text.because}`, { path });
      const containers = parsed(text.value);
      if (!containers) return cannotTell(`${path} is no list of containers`, { path });
      const [first] = containers.flatMap((container) => {
        const offence = offends(container);
        return offence === undefined ? [] : [`the container ${String(container.name)} ${offence}`];
      });
      return first === undefined ? pass : fail(first, { path });
    },
  });
}

function parsed(text: Json): Members[] | undefined {
  try {
    const value: unknown = JSON.parse(String(text));
    const isList = Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null);
    return isList ? (value as Members[]) : undefined;
  } catch {
    return undefined;
  }
}

const secretName = /passw(?:or)?d|secret|token|api_?key|private_?key|access_?key|credential/i;

/** Which variable looks like a secret; never its value. */
export function secretIn(environment: Json | undefined): string | undefined {
  if (!Array.isArray(environment)) return undefined;
  for (const variable of environment) {
    if (typeof variable !== 'object' || variable === null || Array.isArray(variable)) continue;
    const { name, value } = variable;
    const isMeant =
      typeof name === 'string' &&
      secretName.test(name) &&
      !/(?:_|\b)(?:arn|id|name|file|path|url|region)$/i.test(name);
    if (isMeant && typeof value === 'string' && value !== '') return `has ${name} in its environment`;
  }
  return undefined;
}
