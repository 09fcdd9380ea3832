import type { Job, Text, Variable, Workflow } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

const keys =
  /^(?:tf_var_)?(?:aws[-_]access[-_]key(?:[-_]id)?|aws[-_]secret(?:[-_]access)?[-_]key|(?:arm|azure)[-_]client[-_]secret|azure[-_]credentials|(?:google|gcp|gcloud)[-_](?:application[-_])?(?:credentials|sa[-_]key|service[-_]account[-_]key)(?:_json)?|service[-_]account[-_]key|credentials_json|creds)$/i;

/** https://docs.github.com/en/actions/concepts/security/openid-connect */
export const check = workflowCheck({
  id: 'github-secrets/cloud-keys',
  title: 'Clouds are reached by OpenID Connect, without lasting keys',
  severity: 'high',
  why: 'A key kept as a secret is valid until somebody changes it, from anywhere, for whatever step or action once saw it',
  fix: 'Give the job `id-token: write`, and let it assume a role that trusts this repository and environment: `role-to-assume`',
  controls: ['CICD-SEC-6'],
  judge(workflow) {
    const exported = scriptsOf(workflow);
    const found = variablesOf(workflow).filter(
      ({ name, value }) => keys.test(name) && /\$\{\{[^}]*secrets\b/i.test(value.value),
    );
    return found.length + exported.length === 0
      ? pass
      : [
          ...found.map(({ name, place }) => failAt(place, `${name} is a lasting key from a secret`)),
          ...exported.map(({ place }) => failAt(place, 'the script sets a lasting key from a secret')),
        ];
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aws-actions/configure-aws-credentials@ececac1a45f3b08a01d2dd070d28d111c5fe6722\n        with:\n          aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}\n          aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}\n',
      'on: push\nenv:\n  AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: aws configure set aws_secret_access_key ${{ secrets.KEY }}\n',
      'on: push\nenv:\n  AWS_SECRET_ACCESS_KEY: ${{ SECRETS.KEY }}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
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

/** `export AWS_SECRET_ACCESS_KEY=…` and `aws configure set` within a script. */
function scriptsOf({ jobs }: Workflow): Text[] {
  const scripts = jobs.flatMap((job) => job.steps.flatMap(({ run }) => run ?? []));
  return scripts.filter(({ value }) =>
    /\baws_(?:secret_access_key|access_key_id)[\s="']{1,5}\$\{\{[^}]{0,200}\bsecrets\b/i.test(value),
  );
}
