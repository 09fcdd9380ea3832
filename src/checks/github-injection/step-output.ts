import { hasEvent, privilegedEvents } from '../../github/analysis/events.ts';
import { scriptsOf } from '../../github/analysis/scripts.ts';
import { taintOf } from '../../github/analysis/taint.ts';
import { expressionsIn, nameOfReference, referencesIn } from '../../github/expression/find.ts';
import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

export const check = stepCheck({
  id: 'github-injection/step-output',
  title: 'Outputs of foreign actions are not put into scripts that anyone can start',
  severity: 'low',
  why: 'What an action gives back may hold what a stranger wrote, as names of files, labels or comments; nothing in the workflow tells',
  fix: 'Put the value into `env` of the step and use it as a quoted variable: `"$FILES"`',
  controls: ['zizmor:template-injection'],
  judge(found) {
    const { step, job, workflow } = found;
    if (!workflow || !hasEvent(workflow, ...privilegedEvents)) return undefined;
    const foreign = new Set(
      (job?.steps ?? []).flatMap(({ id, uses }) =>
        id && uses?.kind === 'repository' ? id.toLowerCase() : [],
      ),
    );
    const judged = scriptsOf(step)
      .flatMap(expressionsIn)
      .flatMap(({ expression, place }) => {
        // What is surely a stranger's is told by `github-injection/script`.
        if (!expression || taintOf(expression, found)) return [];
        const taken = referencesIn(expression).find(
          ({ path }) =>
            path[0] === 'steps' &&
            path[2] === 'outputs' &&
            typeof path[1] === 'string' &&
            foreign.has(path[1]),
        );
        return taken
          ? [
              failAt(
                place,
                `the script takes ${nameOfReference(taken)}, of an action that may hand on what a stranger wrote`,
              ),
            ]
          : [];
      });
    return judged.length > 0 ? judged : pass;
  },
  examples: {
    bad: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: b\n        uses: acme/look@3df4ab11eba7bda6032a0b82a6bb43b11571feac\n      - run: echo ${{ steps.b.outputs.text }}\n',
    ],
    good: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: b\n        uses: acme/look@3df4ab11eba7bda6032a0b82a6bb43b11571feac\n      - env:\n          TEXT: ${{ steps.b.outputs.text }}\n        run: echo "$TEXT"\n',
    ],
  },
});
