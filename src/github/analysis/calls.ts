import type { ActionFile, GithubFacts, Input, Job, Step, Variable, Workflow } from '../types.ts';

/** What an expression stands in; `job` is absent in an action of one's own. */
export interface Surroundings {
  workflow?: Workflow;
  job?: Job;
  /** Steps that ran before, the nearest last. */
  before: readonly Step[];
  step?: Step;
  /** The action of one's own that the steps belong to. */
  action?: ActionFile;
  /** The whole that was read: what is called and who calls is looked up there. */
  github?: GithubFacts;
  /** The one call that is followed; without it every call there is counts. */
  call?: Call;
  /** How many calls lie between this and what was asked first. */
  nesting?: number;
}

/** A use of a workflow or an action of the repository itself, and what it hands over. */
export interface Call {
  given: readonly Variable[];
  around: Surroundings;
}

/** GitHub allows ten: https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations#limitations-of-reusable-workflows */
export const maxNesting = 12;

const index = new WeakMap<GithubFacts, Map<string, Call[]>>();

/** Everything in the repository that calls a workflow or an action of it. */
export function callsOf({ file }: Workflow | ActionFile, github: GithubFacts): readonly Call[] {
  const known = index.get(github) ?? indexOf(github);
  index.set(github, known);
  return known.get(file) ?? [];
}

function indexOf(github: GithubFacts): Map<string, Call[]> {
  const found = new Map<string, Call[]>();
  const add = (file: string | undefined, call: Call) => {
    if (file !== undefined) found.set(file, [...(found.get(file) ?? []), call]);
  };
  const addSteps = (steps: readonly Step[], around: Pick<Surroundings, 'workflow' | 'job' | 'action'>) => {
    for (const [at, step] of steps.entries())
      add(calledAction(step, github)?.file, {
        given: step.with,
        around: { ...around, github, step, before: steps.slice(0, at) },
      });
  };
  for (const workflow of github.workflows)
    for (const job of workflow.jobs) {
      add(calledWorkflow(job, github)?.file, {
        given: job.with,
        around: { github, workflow, job, before: [] },
      });
      addSteps(job.steps, { workflow, job });
    }
  for (const action of github.actions) addSteps(action.steps, { action });
  return found;
}

/** The action of the repository itself that a step uses, where it was read. */
export function calledAction({ uses }: Pick<Step, 'uses'>, github: GithubFacts): ActionFile | undefined {
  if (uses?.kind !== 'local') return undefined;
  return located(uses.path, github.actions, ({ file }) => file.replace(/\/?action\.ya?ml$/, ''));
}

/** The workflow of the repository itself that a job calls, where it was read. */
export function calledWorkflow({ uses }: Pick<Job, 'uses'>, github: GithubFacts): Workflow | undefined {
  if (uses?.kind !== 'local') return undefined;
  return located(uses.path, github.workflows, ({ file }) => file);
}

/** By the path from the root, or from where a checkout laid the repository: `./trusted/.github/actions/a`. */
function located<T>(path: string, among: readonly T[], placeOf: (one: T) => string): T | undefined {
  const wanted = path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
  return (
    among.find((one) => placeOf(one) === wanted) ??
    among.find((one) => placeOf(one) !== '' && wanted.endsWith(`/${placeOf(one)}`))
  );
}

/** The inputs that a workflow that is called, or an action, says that it takes. */
export function inputsOf({ action, workflow }: Surroundings): readonly Input[] {
  if (action) return action.inputs;
  const called = workflow?.triggers.filter(({ event }) => event === 'workflow_call') ?? [];
  return called.flatMap(({ inputs }) => inputs);
}
