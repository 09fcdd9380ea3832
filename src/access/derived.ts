import type { Environment, Platform } from '../spec/platform.ts';
import { type Intended, intended } from './intended.ts';

/** A job of the platform: `train-credit-risk`. */
export interface Job {
  name: string;
  step: 'ingest' | 'train' | 'release' | 'deploy' | 'serve' | 'monitor';
  /** The dataset or the model. */
  of: string;
}

/** The jobs that an environment has; each has a role of its own. */
export function jobsOf({ datasets, models, modelsFrom }: Environment): Job[] {
  const job = (step: Job['step'], of: string): Job => ({ name: `${step}-${of}`, step, of });
  return [
    ...Object.keys(datasets).map((name) => job('ingest', name)),
    ...Object.keys(models).flatMap((name) => [
      ...(modelsFrom === undefined ? [job('train', name), job('release', name)] : []),
      job('deploy', name),
      job('serve', name),
      job('monitor', name),
    ]),
  ];
}

/** The roles of workflows, where there is GitHub; they stand beside the jobs. */
export const workflowRoles = ['ci-plan', 'ci-apply', 'ci-pipeline'] as const;

/** Who sets things up. None of them reads data. */
export function administratorsOf(platform: Platform, environment: Environment): string[] {
  return [
    ...(platform.github ? ['ci-apply'] : []),
    ...(environment.breakGlass === undefined ? [] : ['break-glass']),
  ];
}

/** What follows from the shape of the platform, and nobody writes: the jobs do what they are for. */
export function derivedFor(platform: Platform, environment: Environment): Intended[] {
  const jobs = jobsOf(environment);
  return [
    ...jobs.flatMap((job) => ofJob(job, environment)),
    ...approvals(environment),
    ...administratorsOf(platform, environment).flatMap(ofAdministrator),
    // Gives secrets new values, and reads none.
    intended('rotate', 'use', 'key', 'secrets', 'rotation'),
    ...(platform.github ? ofWorkflows(platform, environment, jobs) : []),
  ];
}

function ofJob({ name, step, of }: Job, environment: Environment): Intended[] {
  const { trainsOn = [], endpoint } = environment.models[of] ?? {};
  const signs = intended(name, 'use', 'key', `sign-${step}`, 'signing');
  const reads = intended(name, 'read', 'model', of, step);
  const writes = intended(name, 'poison', 'model', of, step);
  switch (step) {
    case 'ingest':
      return [...['read', 'write'].map((verb) => intended(name, verb, 'dataset', of, step)), signs];
    case 'train':
      return [
        ...trainsOn.map((dataset) => intended(name, 'read', 'dataset', dataset, 'trains_on')),
        writes,
        signs,
      ];
    case 'release':
      return [reads, writes, signs];
    case 'deploy':
      return [
        reads,
        ...(environment.modelsFrom === undefined ? [] : [writes]),
        ...(endpoint ? ['deploy', 'change'].map((verb) => intended(name, verb, 'endpoint', of, step)) : []),
        intended(name, 'use', 'key', 'volumes', step),
        signs,
      ];
    case 'serve':
      return [reads, ...(endpoint ? secretOf(name, of) : [])];
    case 'monitor':
      return [reads, signs];
  }
}

/** Terraform's state, and keys that a service uses for what they set up. */
function ofAdministrator(name: string): Intended[] {
  return [
    ...['read', 'write'].map((verb) => intended(name, verb, 'secret', 'state', 'administers')),
    ...['images', 'network', 'state'].map((key) => intended(name, 'use', 'key', key, 'administers')),
  ];
}

/** What an endpoint needs to know. */
function secretOf(name: string, of: string): Intended[] {
  return [intended(name, 'read', 'secret', of, 'serve'), intended(name, 'use', 'key', 'secrets', 'serve')];
}

function approvals({ models }: Environment): Intended[] {
  return Object.entries(models).flatMap(([name, model]) =>
    Object.keys(model.approvals).map((team) =>
      intended(team, 'approve', 'model', name, `models.${name}.approvals.${team}`),
    ),
  );
}

function ofWorkflows(platform: Platform, environment: Environment, jobs: readonly Job[]): Intended[] {
  const deploying = jobs.filter(({ step }) => step === 'deploy').map(({ name }) => name);
  return [
    ...[...workflowRoles, ...deploying].map((role) =>
      intended('github', 'assume', 'identity', `role/${platform.name}-${environment.name}-${role}`, 'github'),
    ),
    intended('ci-plan', 'read', 'secret', 'state', 'github'),
    intended('ci-plan', 'use', 'key', 'state', 'github'),
    intended('ci-pipeline', 'use', 'key', 'volumes', 'github'),
  ];
}
