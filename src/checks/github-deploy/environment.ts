import { levelOf, permissionsOf } from '../../github/analysis/permissions.ts';
import { actionOf, inputOf } from '../../github/analysis/values.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

const productive = /(?:^|[^a-z])(?:prod|production|live|release)(?:[^a-z]|$)/i;

/** https://docs.github.com/en/actions/concepts/workflows-and-actions/deployment-environments */
export const check = jobCheck({
  id: 'github-deploy/environment',
  title: 'Jobs that get a role of production have an environment',
  severity: 'medium',
  why: 'Without an environment there is no approval before the job gets the role, and a role can ask of it no more than its branch',
  fix: 'Name an `environment` with reviewers and a branch rule, and let the role trust only `environment:NAME`',
  controls: ['CICD-SEC-1'],
  judge(job, workflow) {
    const roles = job.steps.flatMap((step) =>
      actionOf(step) === 'aws-actions/configure-aws-credentials'
        ? (inputOf(step, 'role-to-assume') ?? [])
        : [],
    );
    if (levelOf(permissionsOf(workflow, job), 'id-token') !== 'write' || roles.length === 0) return undefined;
    const named = [job.id, job.name?.value ?? '', ...roles.map(({ value }) => value)].find((name) =>
      productive.test(name),
    );
    if (named === undefined || job.environment) return pass;
    return failAt(
      job.place,
      `the job ${job.id} gets a role by OpenID Connect for ${named.slice(0, 100)}, without an environment`,
    );
  },
  examples: {
    bad: [
      'on: push\npermissions:\n  id-token: write\njobs:\n  deploy-prod:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aws-actions/configure-aws-credentials@ececac1a45f3b08a01d2dd070d28d111c5fe6722\n        with:\n          role-to-assume: arn:aws:iam::111111111111:role/deploy\n',
    ],
    good: [
      'on: push\npermissions:\n  id-token: write\njobs:\n  deploy-prod:\n    environment: prod\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aws-actions/configure-aws-credentials@ececac1a45f3b08a01d2dd070d28d111c5fe6722\n        with:\n          role-to-assume: arn:aws:iam::111111111111:role/deploy\n',
    ],
  },
});
