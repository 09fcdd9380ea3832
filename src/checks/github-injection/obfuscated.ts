import { expressionsOfWorkflow } from '../../github/analysis/secrets.ts';
import { within } from '../../github/expression/find.ts';
import type { Expression, Segment } from '../../github/expression/syntax.ts';
import type { Job, Text, Workflow } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

/** https://docs.zizmor.sh/audits/#obfuscation */
export const check = workflowCheck({
  id: 'github-injection/obfuscated',
  title: 'Workflows say plainly what they take and use',
  severity: 'low',
  why: 'A detour that changes nothing, as `fromJSON(toJSON(secrets))`, a name made of parts, or `actions/./checkout`, hides from reviewers and scanners what is taken',
  fix: 'Write the reference, and the name of the action, as they are',
  controls: ['zizmor:obfuscation'],
  judge(workflow) {
    const told = [
      ...expressionsOfWorkflow(workflow).flatMap(({ expression, place, source }) =>
        expression && [...within(expression)].some(isDetour)
          ? [failAt(place, `${source.slice(0, 120)} takes a detour that changes nothing`)]
          : [],
      ),
      ...usesOf(workflow).flatMap(({ value, place }) =>
        /(?<!^\.?)\/\.{0,2}\/|[^/.]\/\.{0,2}@/.test(value.replace(/^docker:\/\//, ''))
          ? [failAt(place, `${value.slice(0, 120)} names its action by a detour`)]
          : [],
      ),
    ];
    return told.length > 0 ? told : pass;
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - env:\n          KEY: ${{ fromJSON(toJSON(secrets)).KEY }}\n        run: make\n',
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - env:\n          KEY: ${{ secrets[format('{0}EY', 'K')] }}\n        run: make\n",
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout/././@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n',
    ],
    good: [
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ./.github/actions/a\n      - uses: github/codeql-action/init@3df4ab11eba7bda6032a0b82a6bb43b11571feac\n      - uses: docker://ghcr.io/acme/a:1\n      - run: echo ${{ format('v{0}', github.run_id) }} ${{ contains(fromJSON('[\"a\"]'), github.ref) }}\n",
    ],
  },
});

function isDetour(part: Expression): boolean {
  switch (part.kind) {
    case 'call':
      return isBackAndForth(part, 'fromjson', 'tojson') || isBackAndForth(part, 'tojson', 'fromjson');
    case 'reference':
    case 'member':
      return part.path.some(isMadeOfParts);
    default:
      return false;
  }
}

function isBackAndForth(
  { name, arguments: given }: Expression & { kind: 'call' },
  outer: string,
  inner: string,
) {
  const [first] = given;
  return name === outer && first?.kind === 'call' && first.name === inner;
}

/** `['a']` is plain, `[format('{0}', 'a')]` is not; one that takes a value of the run is something else. */
function isMadeOfParts(segment: Segment): boolean {
  if (typeof segment === 'string') return false;
  return [...within(segment)].every(({ kind }) => kind === 'literal' || kind === 'call');
}

function usesOf({ jobs }: Workflow): Text[] {
  const ofJob = (job: Job) => [job.uses, ...job.steps.map(({ uses }) => uses)];
  return jobs.flatMap(ofJob).flatMap((uses) => uses?.text ?? []);
}
