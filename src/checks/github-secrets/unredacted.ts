import { expressionsOfWorkflow } from '../../github/analysis/secrets.ts';
import { referencesIn, within } from '../../github/expression/find.ts';
import type { Expression } from '../../github/expression/syntax.ts';
import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information */
export const check = workflowCheck({
  id: 'github-secrets/unredacted',
  title: 'Secrets are not taken apart',
  severity: 'medium',
  why: 'GitHub masks a secret in logs as a whole: a part of it, as `fromJSON(secrets.X).password`, shows',
  fix: 'Keep each value in a secret of its own',
  controls: ['zizmor:unredacted-secrets', 'CodeQL:actions/unmasked-secret-exposure'],
  judge(workflow) {
    const found = expressionsOfWorkflow(workflow).filter(
      ({ expression }) => expression && [...within(expression)].some(takesApart),
    );
    return found.length === 0
      ? pass
      : found.map(({ place, source }) => failAt(place, `${source.slice(0, 120)} is not masked in logs`));
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          KEY: ${{ fromJSON(secrets.ALL).key }}\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          KEY: ${{ secrets.KEY }}\n',
    ],
  },
});

function takesApart(part: Expression): boolean {
  return (
    part.kind === 'call' &&
    part.name === 'fromjson' &&
    part.arguments.some((one) => referencesIn(one).some(({ path }) => path[0] === 'secrets'))
  );
}
