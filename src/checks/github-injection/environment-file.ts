import { codeEvents, hasEvent, privilegedEvents } from '../../github/analysis/events.ts';
import { wayOf } from '../../github/analysis/injections.ts';
import { linesMaking, variablesIn } from '../../github/analysis/script-lines.ts';
import { type Taint, taintOfLine } from '../../github/analysis/taint.ts';
import { placeWithin } from '../../github/expression/place.ts';
import type { Text } from '../../github/types.ts';
import { type Judgement, pass } from '../check.ts';
import { failAt, type StepIn, stepCheck } from '../on-github.ts';

const writes = /GITHUB_(?:ENV|PATH)\b|::(?:set-env|add-path)/;
/** What takes the content of files or of the network as the value. */
const takesContent =
  /\$\(|`|\bcat\b|\btee\b(?![^|]*<<)|\bcurl\b|\bjq\b|\bgrep\b|\bsed\b|<\s*[\w./-]+|\bcp\b|Get-Content/;
/** Of the runner itself, the same for whoever starts it. */
const harmless =
  /^(?:GITHUB_(?:ENV|PATH|WORKSPACE|SHA|RUN_ID|RUN_NUMBER|RUN_ATTEMPT|REPOSITORY|REPOSITORY_OWNER|ACTOR|JOB|ACTION_PATH)|HOME|PATH|RUNNER_\w+|PWD|USER)$/;

/** https://www.synacktiv.com/en/publications/github-actions-exploitation-repo-jacking-and-environment-manipulation */
export const check = stepCheck({
  id: 'github-injection/environment-file',
  title: 'Nobody from outside sets the environment of later steps',
  severity: 'high',
  why: 'Who writes a line of their own to `GITHUB_ENV` or `GITHUB_PATH` sets `LD_PRELOAD`, `NODE_OPTIONS` or the `PATH`, and so runs code in the steps that follow',
  fix: 'Hand the value on by `GITHUB_OUTPUT`, and read it into `env` of the step that needs it',
  controls: [
    'zizmor:github-env',
    'CodeQL:actions/envvar-injection/critical',
    'CodeQL:actions/envpath-injection/critical',
    'CodeQL:actions/envvar-injection/medium',
  ],
  judge(found) {
    const { run } = found.step;
    if (!run || !writes.test(run.value)) return undefined;
    const judged = linesOf(run).flatMap((line) => ofLine(line, run, found));
    return judged.length > 0 ? judged : pass;
  },
  examples: {
    bad: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - env:\n          TITLE: ${{ github.event.pull_request.title }}\n        run: echo "TITLE=$TITLE" >> $GITHUB_ENV\n',
      'on: workflow_run\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          echo "PR=$(cat pr.txt)" >> "$GITHUB_ENV"\n',
      'on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          {\n            echo "B=${{ github.head_ref }}"\n          } >> $GITHUB_ENV\n',
      'on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - env:\n          TITLE: ${{ github.event.issue.title }}\n        run: |\n          SHORT=$(echo "$TITLE" | cut -c1-50)\n          echo "SHORT=$SHORT" >> $GITHUB_ENV\n',
      {
        '.github/workflows/a.yml':
          'on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ./.github/actions/keep\n        with:\n          text: ${{ github.event.issue.title }}\n',
        '.github/actions/keep/action.yml':
          'inputs:\n  text:\n    required: true\nruns:\n  using: composite\n  steps:\n    - env:\n        TEXT: ${{ inputs.text }}\n      run: echo "TEXT=$TEXT" >> $GITHUB_ENV\n      shell: bash\n',
      },
    ],
    good: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          echo "$HOME/.local/bin" >> "$GITHUB_PATH"\n          echo "LEVEL=3" >> "$GITHUB_ENV"\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo "VERSION=$(cat version.txt)" >> "$GITHUB_ENV"\n',
    ],
  },
});

interface WritingLine {
  text: string;
  offset: number;
}

/** Lines that write to one of the files; within `{ … } >> $GITHUB_ENV` all of them. */
function linesOf({ value }: Text): WritingLine[] {
  let offset = 0;
  const all = value.split('\n', 2_000).map((text) => {
    const line = { text, offset };
    offset += text.length + 1;
    return line;
  });
  const isGrouped =
    /^\s*(?:\}|EOF\w*|done|fi)\s*>>?\s*"?\$\{?(?:GITHUB_ENV|GITHUB_PATH)/m.test(value) ||
    /cat\s+<<\S+\s*>>\s*"?\$\{?GITHUB_/.test(value);
  return isGrouped ? all : all.filter(({ text }) => writes.test(text));
}

function ofLine({ text, offset }: WritingLine, run: Text, found: StepIn): Judgement[] {
  const made = linesMaking([text], run.value.split('\n', 2_000));
  const taints = [text, ...made].map((line) => taintOfLine(line, run, found, 0));
  const taint = taints.find((one) => one?.by === 'outsider') ?? taints[0];
  const place = placeWithin(run, offset);
  if (taint?.by === 'outsider') return [failAt(place, told(taint), { evidence: [wayOf(taint)] })];
  const { workflow } = found;
  if (!workflow || !hasEvent(workflow, ...codeEvents.filter((event) => event !== 'workflow_call'))) return [];
  const event = workflow.triggers.find((trigger) => privilegedEvents.includes(trigger.event))?.event ?? '';
  if (takesContent.test(withoutTarget(text)))
    return [
      failAt(
        place,
        `the environment takes what a file or a command says, and anyone can start it by ${event}`,
      ),
    ];
  const open = variablesIn(withoutTarget(text)).filter((name) => !harmless.test(name) && !isOwn(name, found));
  return open.length === 0 || taint === undefined
    ? []
    : [failAt(place, `the environment takes $${open[0]}, and anyone can start it by ${event}`)];
}

/** Set by the step or its job, and so judged by what it is set to. */
function isOwn(name: string, { step, job, workflow }: StepIn): boolean {
  return [...step.env, ...(job?.env ?? []), ...(workflow?.env ?? [])].some(
    (variable) => variable.name === name,
  );
}

function withoutTarget(line: string): string {
  return line.replace(/(?:>>?|\btee\s+(?:-a\s+)?)\s*"?\$\{?GITHUB_\w+\}?"?/g, '');
}

function told({ way }: Taint): string {
  return `the environment of later steps takes ${way.at(-1) ?? ''}, which anyone can write`;
}
