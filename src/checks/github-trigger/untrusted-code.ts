import { untrustedCheckouts } from '../../github/analysis/checkout.ts';
import { codeEvents, hasEvent } from '../../github/analysis/events.ts';
import { runsCode } from '../../github/analysis/runs-code.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/ */
export const check = jobCheck({
  id: 'github-trigger/untrusted-code',
  title: 'No foreign code runs with the rights of the repository',
  severity: 'critical',
  why: 'Whoever opens a pull request, or writes a comment on one, runs code of theirs with the secrets of the repository and a token that may write to it',
  fix: 'Build in a workflow on `pull_request`, without secrets, and hand over the result as data',
  controls: [
    'poutine:untrusted_checkout_exec',
    'CodeQL:actions/untrusted-checkout/critical',
    'CodeQL:actions/cache-poisoning/poisonable-step',
    'OpenSSF:Dangerous-Workflow',
  ],
  judge(job, workflow, github) {
    if (!hasEvent(workflow, ...codeEvents)) return undefined;
    const judged = untrustedCheckouts(workflow, job, github)
      .slice(0, 1)
      .flatMap(({ step, by }) => {
        const later = job.steps.slice(step.run ? step.index : step.index + 1);
        return later.flatMap((one) => {
          const runs = one === step ? runsAfterCheckout(one.run?.value ?? '') : runsCode(one);
          return runs
            ? [failAt(one.place, `the step runs ${runs} in the folder with ${by}, which anyone proposes`)]
            : [];
        });
      });
    return judged.length > 0 ? judged : pass;
  },
  examples: {
    bad: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: npm ci\n',
      'on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          gh pr checkout $NUMBER\n          make test\n',
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ github.head_ref }}\n          repository: ${{ github.event.pull_request.head.repo.full_name }}\n      - uses: ./.github/actions/build\n',
    ],
    good: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n      - run: npm ci\n',
      'on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: npm ci\n',
    ],
  },
});

/** In the script that itself checks out, what comes behind that line. */
function runsAfterCheckout(script: string): string | undefined {
  const lines = script.split('\n');
  const at = lines.findIndex((line) =>
    /\bgh\s+pr\s+checkout\b|\bgit\s.*\b(?:checkout|fetch|pull|switch|merge|clone)\b/.test(line),
  );
  const place = { file: '', line: 1, column: 1 };
  const rest = lines
    .slice(at + 1)
    .filter((line) => !/^\s*(?:git|gh)\s/.test(line))
    .join('\n');
  return runsCode({ index: 0, place, with: [], env: [], run: { value: rest, place } });
}
