import { terraformCommands } from '../../github/analysis/terraform-commands.ts';
import type { Job } from '../../github/types.ts';
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
  judge(job, workflow) {
    if (!deploys(job)) return undefined;
    return job.concurrency || workflow.concurrency
      ? pass
      : failAt(job.place, `the job ${job.id} deploys, and neither it nor the workflow has concurrency`);
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    environment: prod\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply tfplan\n',
    ],
    good: [
      'on: push\nconcurrency: prod\njobs:\n  a:\n    environment: prod\n    runs-on: ubuntu-24.04\n    steps:\n      - run: terraform apply tfplan\n',
    ],
  },
});

function deploys(job: Job): boolean {
  return job.environment !== undefined || terraformCommands(job).some(({ command }) => command !== 'plan');
}
