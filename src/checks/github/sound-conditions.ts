import { isAlwaysTrue } from '../../github/analysis/scenario.ts';
import { conditionOf, nameOfReference, within } from '../../github/expression/find.ts';
import type { Text, Workflow } from '../../github/types.ts';
import { type Judgement, pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

/** https://github.com/actions/runner/issues/1173 */
export const check = workflowCheck({
  id: 'github/sound-conditions',
  title: 'Conditions decide something',
  severity: 'high',
  why: 'Text or a line end beside `${{ }}` makes the condition a text that is not empty, which always holds; and `contains` on a text finds parts of it, so that a branch `ma` passes for `main`',
  fix: 'Write the condition without `${{ }}`, and lists as `contains(fromJSON(\'["a", "b"]\'), …)`',
  controls: [
    'zizmor:unsound-condition',
    'zizmor:unsound-contains',
    'poutine:if_always_true',
    'CodeQL:actions/if-expression-always-true/critical',
    'actionlint:if-cond',
  ],
  judge: (workflow) => conditionsOf(workflow).map(judged),
  examples: {
    bad: [
      "on: push\njobs:\n  a:\n    if: ${{ github.ref == 'refs/heads/main' }} && success()\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n",
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        if: |\n          ${{ github.ref == 'refs/heads/main' }}\n",
      "on: push\njobs:\n  a:\n    if: contains('refs/heads/main refs/heads/next', github.ref)\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n",
    ],
    good: [
      "on: push\njobs:\n  a:\n    if: ${{ github.ref == 'refs/heads/main' }}\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        if: |\n          github.ref == 'refs/heads/main' &&\n          success()\n      - run: make\n        if: contains(fromJSON('[\"refs/heads/main\"]'), github.ref)\n",
    ],
  },
});

function conditionsOf({ jobs }: Workflow): Text[] {
  return jobs.flatMap((job) => [job.if ?? [], job.steps.flatMap((step) => step.if ?? [])].flat());
}

function judged(condition: Text): Judgement {
  if (isAlwaysTrue(condition))
    return failAt(
      condition.place,
      'the condition always holds: there is text, or a line end, beside its ${{ }}',
    );
  const found = conditionOf(condition).flatMap(({ expression }) =>
    expression ? [...within(expression)] : [],
  );
  for (const part of found) {
    if (part.kind !== 'call' || part.name !== 'contains') continue;
    const [list, item] = part.arguments;
    if (list?.kind !== 'literal' || typeof list.value !== 'string' || item?.kind !== 'reference') continue;
    return failAt(
      condition.place,
      `contains() looks for ${nameOfReference(item)} within a text, and so passes any part of it`,
    );
  }
  return pass;
}
