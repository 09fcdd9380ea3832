import type { Workflow } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

const names = new Set(['ACTIONS_STEP_DEBUG', 'ACTIONS_RUNNER_DEBUG']);

/** https://docs.github.com/en/actions/how-tos/monitor-workflows/enable-debug-logging */
export const check = workflowCheck({
  id: 'github/debug-logging',
  title: 'Debug logging is not switched on in the workflow',
  severity: 'low',
  why: 'Debug logs show the inputs, outputs and environment of actions, also what was not masked',
  fix: 'Remove the variable, and enable debug logging when a run is repeated',
  controls: ['poutine:debug_enabled'],
  judge(workflow) {
    const found = allEnv(workflow).filter(
      ({ name, value }) => names.has(name) && value.value.toLowerCase() === 'true',
    );
    return found.length === 0 ? pass : found.map(({ name, place }) => failAt(place, `${name} is true`));
  },
  examples: {
    bad: [
      'on: push\nenv:\n  ACTIONS_STEP_DEBUG: true\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
    good: [
      'on: push\nenv:\n  ACTIONS_STEP_DEBUG: false\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
  },
});

function allEnv({ env, jobs }: Workflow) {
  return [...env, ...jobs.flatMap((job) => [...job.env, ...job.steps.flatMap((step) => step.env)])];
}
