import { secretsIn, textsOfJob } from '../../github/analysis/secrets.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/concepts/workflows-and-actions/deployment-environments */
export const check = jobCheck({
  id: 'github-secrets/outside-environment',
  title: 'Secrets belong to an environment',
  severity: 'low',
  why: 'A secret of the repository is for every workflow on every branch: who may push a branch may read it. One of an environment is for the jobs that its rules let pass',
  fix: 'Keep the secret in an environment, with rules for branches and reviewers, and name that in the job',
  controls: ['zizmor:secrets-outside-env'],
  judge(job) {
    if (job.uses) return undefined;
    const used = secretsIn(textsOfJob(job));
    if (used.length === 0) return undefined;
    if (job.environment) return pass;
    return used
      .slice(0, 1)
      .map(({ name, found }) =>
        failAt(found.place, `secrets.${name} is taken in a job without an environment`),
      );
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          KEY: ${{ secrets.KEY }}\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    environment: prod\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          KEY: ${{ secrets.KEY }}\n',
    ],
  },
});
