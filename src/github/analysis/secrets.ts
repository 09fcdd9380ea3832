import { conditionOf, expressionsIn, textsOf, within } from '../expression/find.ts';
import type { Expression } from '../expression/syntax.ts';
import type { FoundExpression, Job, Step, Text, Workflow } from '../types.ts';

export interface SecretUse {
  name: string;
  found: FoundExpression;
}

/** Secrets that the texts of a job or a step take, but the token that every job has. */
export function secretsIn(texts: Iterable<Text>): SecretUse[] {
  return [...texts].flatMap(expressionsIn).flatMap((found) => {
    const parts = found.expression ? [...within(found.expression)] : [];
    return parts.flatMap((part) => {
      const name = secretName(part);
      return name === undefined || name === 'github_token' ? [] : [{ name, found }];
    });
  });
}

/** `x` of `secrets.x`; `*` for all of them, or for one that only the run knows. */
function secretName(part: Expression): string | undefined {
  if (part.kind !== 'reference' || part.path[0] !== 'secrets') return undefined;
  const [, name] = part.path;
  return typeof name === 'string' ? name : '*';
}

export function textsOfStep({ run, with: given, env }: Step): Text[] {
  return [...(run ? [run] : []), ...[...given, ...env].map(({ value }) => value)];
}

export function textsOfJob(job: Job): Text[] {
  const containers = [...(job.container ? [job.container] : []), ...job.services];
  const own = [...job.env, ...job.with, ...(job.secrets === 'inherit' ? [] : job.secrets)];
  const inContainers = containers.flatMap(({ env, credentials }) => [...env, ...credentials]);
  return [...[...own, ...inContainers].map(({ value }) => value), ...job.steps.flatMap(textsOfStep)];
}

/** Every expression of a file, those of conditions included. */
export function expressionsOfWorkflow({ root, jobs }: Workflow): FoundExpression[] {
  const conditions = jobs.flatMap((job) => [job.if ?? [], job.steps.flatMap((step) => step.if ?? [])].flat());
  return [
    ...[...textsOf(root)].flatMap(expressionsIn),
    ...conditions.flatMap((text) => (text.value.includes('${{') ? [] : conditionOf(text))),
  ];
}
