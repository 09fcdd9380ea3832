import { injectionsIn, wayOf } from '../../github/analysis/injections.ts';
import { scriptsOf } from '../../github/analysis/scripts.ts';
import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/reference/security/secure-use#good-practices-for-mitigating-script-injection-attacks */
export const check = stepCheck({
  id: 'github-injection/input',
  title: 'No script is written by its inputs',
  severity: 'medium',
  why: 'Inputs, payloads and names of branches are put into the script as text: who may start the workflow, or whatever a caller passes on, runs commands of their own',
  fix: 'Put the value into `env` of the step and use it as a quoted variable: `"$VERSION"`',
  controls: ['zizmor:template-injection', 'poutine:injection', 'CodeQL:actions/code-injection/medium'],
  judge(found) {
    const injections = injectionsIn(found.step, found).filter(({ taint }) => taint.by === 'giver');
    if (injections.length > 0)
      return injections.map(({ found: { source, place }, taint }) =>
        failAt(
          place,
          `the script takes ${source.slice(0, 120)}, which whoever starts or calls it can write`,
          {
            evidence: [wayOf(taint)],
          },
        ),
      );
    return scriptsOf(found.step).length > 0 ? pass : undefined;
  },
  examples: {
    bad: [
      'on:\n  workflow_dispatch:\n    inputs:\n      version:\n        type: string\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make release VERSION=${{ inputs.version }}\n',
      'on: repository_dispatch\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.event.client_payload.text }}\n',
      {
        'action.yml':
          'inputs:\n  text:\n    required: true\nruns:\n  using: composite\n  steps:\n    - run: echo ${{ inputs.text }}\n      shell: bash\n',
      },
    ],
    good: [
      'on:\n  workflow_dispatch:\n    inputs:\n      version:\n        type: string\n      dry:\n        type: boolean\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - env:\n          VERSION: ${{ inputs.version }}\n        run: make release VERSION="$VERSION" DRY=${{ inputs.dry }}\n',
    ],
  },
});
