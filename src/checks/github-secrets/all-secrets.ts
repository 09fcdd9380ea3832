import { expressionsOfWorkflow } from '../../github/analysis/secrets.ts';
import { within } from '../../github/expression/find.ts';
import type { Expression } from '../../github/expression/syntax.ts';
import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information */
export const check = workflowCheck({
  id: 'github-secrets/all-secrets',
  title: 'No job takes every secret at once',
  severity: 'high',
  why: 'With `toJSON(secrets)`, or a name that the run makes up, one compromised step has every secret of the repository and the organisation',
  fix: 'Name each secret that the step needs: `${{ secrets.NAME }}`',
  controls: [
    'zizmor:overprovisioned-secrets',
    'poutine:job_all_secrets',
    'CodeQL:actions/excessive-secrets-exposure',
  ],
  judge(workflow) {
    const found = expressionsOfWorkflow(workflow).filter(
      ({ expression }) => expression && [...within(expression)].some(takesAll),
    );
    return found.length === 0
      ? pass
      : found.map(({ place, source }) => failAt(place, `${source.slice(0, 120)} takes any secret there is`));
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          ALL: ${{ toJSON(secrets) }}\n',
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          KEY: ${{ secrets[format('KEY_{0}', matrix.env)] }}\n",
    ],
    good: [
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          KEY: ${{ secrets['KEY'] }}\n",
    ],
  },
});

function takesAll(part: Expression): boolean {
  if (part.kind !== 'reference' || part.path[0] !== 'secrets') return false;
  const [, name] = part.path;
  return typeof name !== 'string' || name === '*';
}
