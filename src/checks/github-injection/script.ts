import { injectionsIn, wayOf } from '../../github/analysis/injections.ts';
import { scriptsOf } from '../../github/analysis/scripts.ts';
import { type Judgement, pass } from '../check.ts';
import { failAt, type StepIn, stepCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/concepts/security/script-injections */
export const check = stepCheck({
  id: 'github-injection/script',
  title: 'No script is written by somebody from outside',
  severity: 'high',
  why: 'An expression is put into a script as text before it runs: a pull request with the title `"; curl … | sh; "` runs it, with the token and the secrets of the job',
  fix: 'Put the value into `env` of the step and use it as a quoted variable: `"$TITLE"`',
  controls: [
    'CKV_GHA_2',
    'zizmor:template-injection',
    'poutine:injection',
    'CodeQL:actions/code-injection/critical',
    'CodeQL:actions/code-injection/medium',
    'actionlint:expression',
  ],
  judge(found) {
    const judged = direct(found);
    if (judged.length > 0) return judged;
    return scriptsOf(found.step).length > 0 ? pass : undefined;
  },
  examples: {
    bad: [
      'on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: b\n        env:\n          BODY: ${{ github.event.comment.body }}\n        run: |\n          echo "body<<EOF" >> "$GITHUB_OUTPUT"\n          echo "$BODY" >> "$GITHUB_OUTPUT"\n          echo EOF >> "$GITHUB_OUTPUT"\n      - run: echo ${{ steps.b.outputs.body }}\n',
      'on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo "${{ github.event.issue.title }}"\n',
      "on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo '${{ github['event']['pull_request']['body'] }}'\n",
      'on: pull_request\nenv:\n  BRANCH: ${{ github.head_ref }}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: git switch ${{ env.BRANCH }}\n',
      'on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/github-script@60a0d83039c74a4aee543508d2ffcb1c3799cdea\n        with:\n          script: console.log(`${{ github.event.comment.body }}`)\n',
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    outputs:\n      title: ${{ steps.t.outputs.title }}\n    steps:\n      - id: t\n        env:\n          TITLE: ${{ github.event.pull_request.title }}\n        run: echo "title=$TITLE" >> "$GITHUB_OUTPUT"\n  b:\n    needs: a\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ needs.a.outputs.title }}\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ toJSON(github.event.commits.*.message) }}\n',
      {
        '.github/workflows/a.yml':
          'on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ./.github/actions/say\n        with:\n          text: ${{ github.event.issue.title }}\n',
        '.github/actions/say/action.yml':
          'inputs:\n  text:\n    required: true\nruns:\n  using: composite\n  steps:\n    - run: echo ${{ inputs.text }}\n      shell: bash\n',
      },
      'on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ fromJSON(toJSON(github)).event.issue.title }}\n',
      "on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github[format('{0}', 'event')].issue['TITLE'] }}\n",
      "on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - env:\n          TITLE: ${{ github.event.issue.title }}\n        run: echo '${{ toJSON(env) }}'\n",
      "on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: t\n        env:\n          TITLE: ${{ github.event.issue.title }}\n        shell: python\n        run: |\n          import os\n          open(os.environ['GITHUB_OUTPUT'], 'a').write('title=' + os.environ['TITLE'])\n      - run: echo ${{ steps.t.outputs.title }}\n",
      'on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: t\n        run: |\n          TITLE=$(gh pr view 1 --json title --jq .title)\n          SHORT=$(echo $TITLE | cut -c1-50)\n          echo "title=$SHORT" >> $GITHUB_OUTPUT\n      - run: echo ${{ steps.t.outputs.title }}\n',
      {
        '.github/workflows/a.yml':
          'on: issues\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    with:\n      text: ${{ github.event.issue.title }}\n',
        '.github/workflows/b.yml':
          'on:\n  workflow_call:\n    inputs:\n      text:\n        type: string\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ inputs.text }}\n',
      },
      {
        '.github/workflows/a.yml':
          'on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ./.github/actions/outer\n        with:\n          text: ${{ github.event.issue.title }}\n',
        '.github/actions/outer/action.yml':
          'inputs:\n  text:\n    required: true\nruns:\n  using: composite\n  steps:\n    - uses: ./.github/actions/inner/\n      with:\n        TEXT: ${{ inputs.text }}\n',
        '.github/actions/inner/action.yml':
          'inputs:\n  text:\n    required: true\nruns:\n  using: composite\n  steps:\n    - run: echo ${{ inputs.text }}\n      shell: bash\n',
      },
      {
        '.github/workflows/a.yml':
          'on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: find\n        uses: ./.github/actions/find\n      - run: echo ${{ steps.find.outputs.title }}\n',
        '.github/actions/find/action.yml':
          'outputs:\n  title:\n    value: ${{ steps.t.outputs.title }}\nruns:\n  using: composite\n  steps:\n    - id: t\n      env:\n        TITLE: ${{ github.event.issue.title }}\n      run: echo "title=$TITLE" >> "$GITHUB_OUTPUT"\n      shell: bash\n',
      },
      {
        '.github/workflows/a.yml':
          'on: issues\njobs:\n  find:\n    uses: ./.github/workflows/b.yml\n  say:\n    needs: find\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ needs.find.outputs.title }}\n',
        '.github/workflows/b.yml':
          'on:\n  workflow_call:\n    outputs:\n      title:\n        value: ${{ jobs.a.outputs.title }}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    outputs:\n      title: ${{ github.event.issue.title }}\n    steps:\n      - run: make\n',
      },
      {
        'action.yml':
          'inputs:\n  branch:\n    default: ${{ github.head_ref }}\nruns:\n  using: composite\n  steps:\n    - run: git switch ${{ inputs.branch }}\n      shell: bash\n',
      },
    ],
    good: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: t\n        env:\n          TITLE: ${{ github.event.pull_request.title }}\n        run: echo "title=$TITLE" >> "$GITHUB_OUTPUT"\n      - run: echo ${{ steps.t.outcome }} ${{ fromJSON(toJSON(github)).run_id }}\n',
      {
        '.github/workflows/a.yml':
          'on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: same\n        uses: ./.github/actions/same\n        with:\n          text: fixed\n      - run: echo ${{ steps.same.outputs.text }}\n      - uses: ./.github/actions/same\n        with:\n          text: ${{ github.event.issue.title }}\n',
        '.github/actions/same/action.yml':
          'inputs:\n  text:\n    required: true\noutputs:\n  text:\n    value: ${{ inputs.text }}\nruns:\n  using: composite\n  steps:\n    - run: make\n      shell: bash\n',
      },
      'on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - env:\n          TITLE: ${{ github.event.issue.title }}\n        run: echo "$TITLE"\n',
      "on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ contains(github.event.comment.body, 'please') }} ${{ github.event.issue.number }}\n",
      "on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.event.pull_request.title && 'titled' || 'untitled' }} ${{ github.sha }}\n",
    ],
  },
});

function direct(found: StepIn): Judgement[] {
  return injectionsIn(found.step, found)
    .filter(({ taint }) => taint.by === 'outsider')
    .map(({ found: expression, taint }) =>
      failAt(
        expression.place,
        `the script takes ${expression.source.slice(0, 120)}, which anyone can write`,
        {
          evidence: [wayOf(taint)],
        },
      ),
    );
}
