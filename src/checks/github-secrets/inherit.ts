import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

export const check = jobCheck({
  id: 'github-secrets/inherit',
  title: 'Workflows that are called get the secrets that they need, by name',
  severity: 'medium',
  why: '`secrets: inherit` gives every secret of the repository, and those added later, to a workflow that needs a few',
  fix: 'Name the secrets under `secrets:` of the call',
  controls: ['zizmor:secrets-inherit', 'poutine:job_all_secrets'],
  judge(job) {
    if (!job.uses) return undefined;
    return job.secrets === 'inherit'
      ? failAt(
          job.secretsPlace ?? job.place,
          `the job ${job.id} gives every secret to ${job.uses.text.value}`,
        )
      : pass;
  },
  examples: {
    bad: ['on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets: inherit\n'],
    good: [
      'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets:\n      key: ${{ secrets.KEY }}\n',
    ],
  },
});
