import { callsOf } from '../../github/analysis/calls.ts';
import { terraformCommands } from '../../github/analysis/terraform-commands.ts';
import type { GithubFacts, Job, Workflow } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency */
export const check = jobCheck({
  id: 'github-deploy/concurrency',
  title: 'Deployments run one after the other',
  severity: 'low',
  why: 'Two runs at once deploy in an order that nobody chose: the older may come last and stay',
  fix: 'Set `concurrency` with a group for the environment, and `cancel-in-progress: false`',
  controls: ['zizmor:concurrency-limits'],
  judge(job, workflow, github) {
    if (!deploys(job)) return undefined;
    return job.concurrency || isOneAtATime(workflow, github)
      ? pass
      : failAt(job.place, `the job ${job.id} deploys, and neither it nor the workflow has concurrency`);
  },
  examples: {
    bad: [
      {
        '.github/workflows/called.yml':
          'on: workflow_call\njobs:\n  a:\n    environment: prod\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply tfplan\n',
        '.github/workflows/caller.yml': 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/called.yml\n',
      },
      'on: push\njobs:\n  a:\n    environment: prod\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply tfplan\n',
    ],
    good: [
      {
        '.github/workflows/called.yml':
          'on: workflow_call\njobs:\n  a:\n    environment: prod\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply tfplan\n',
        '.github/workflows/caller.yml':
          'on: push\nconcurrency: prod\njobs:\n  a:\n    uses: ./.github/workflows/called.yml\n',
      },
      'on: push\nconcurrency: prod\njobs:\n  a:\n    environment: prod\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply tfplan\n',
    ],
  },
});

/** By itself, or because everything that calls it is; what others call alone says nothing of its own. */
function isOneAtATime(workflow: Workflow, github: GithubFacts): boolean {
  if (workflow.concurrency) return true;
  const calls = workflow.triggers.every(({ event }) => event === 'workflow_call')
    ? callsOf(workflow, github)
    : [];
  return (
    calls.length > 0 && calls.every(({ around }) => around.job?.concurrency ?? around.workflow?.concurrency)
  );
}

function deploys(job: Job): boolean {
  return job.environment !== undefined || terraformCommands(job).some(({ command }) => command !== 'plan');
}
