import type { Job, Variable, Workflow } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

const keys =
  /^(?:aws[-_]access[-_]key[-_]id|aws[-_]secret[-_]access[-_]key|arm_client_secret|azure_credentials|google_credentials|gcp_sa_key|credentials_json|creds)$/i;

/** https://docs.github.com/en/actions/concepts/security/openid-connect */
export const check = workflowCheck({
  id: 'github-secrets/cloud-keys',
  title: 'Clouds are reached by OpenID Connect, without lasting keys',
  severity: 'high',
  why: 'A key kept as a secret is valid until somebody changes it, from anywhere, for whatever step or action once saw it',
  fix: 'Give the job `id-token: write`, and let it assume a role that trusts this repository and environment: `role-to-assume`',
  controls: ['CICD-SEC-6'],
  judge(workflow) {
    const found = variablesOf(workflow).filter(
      ({ name, value }) => keys.test(name) && /\$\{\{[^}]*secrets\b/.test(value.value),
    );
    return found.length === 0
      ? pass
      : found.map(({ name, place }) => failAt(place, `${name} is a lasting key from a secret`));
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aws-actions/configure-aws-credentials@ececac1a45f3b08a01d2dd070d28d111c5fe6722\n        with:\n          aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}\n          aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}\n',
      'on: push\nenv:\n  AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    permissions:\n      id-token: write\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aws-actions/configure-aws-credentials@ececac1a45f3b08a01d2dd070d28d111c5fe6722\n        with:\n          role-to-assume: arn:aws:iam::111111111111:role/ci\n',
    ],
  },
});

function variablesOf({ env, jobs }: Workflow): Variable[] {
  const ofJob = (job: Job) => [...job.env, ...job.with, ...(job.secrets === 'inherit' ? [] : job.secrets)];
  return [
    ...env,
    ...jobs.flatMap((job) => [...ofJob(job), ...job.steps.flatMap((step) => [...step.env, ...step.with])]),
  ];
}
