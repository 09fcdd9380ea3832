import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes */
export const check = jobCheck({
  id: 'github/timeout',
  title: 'Jobs have a timeout of their own',
  severity: 'low',
  why: 'A job that hangs, or that was made to mine, runs for six hours, with its token valid as long',
  fix: 'Set `timeout-minutes` to a little more than the job needs',
  controls: [],
  judge(job) {
    if (job.uses) return undefined;
    return job.timeoutMinutes
      ? pass
      : failAt(job.place, `the job ${job.id} has no timeout-minutes: 360 is the default`);
  },
  examples: {
    bad: ['on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n'],
    good: [
      'on: push\njobs:\n  a:\n    timeout-minutes: 10\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
  },
});
