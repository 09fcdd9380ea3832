import { proposedCheckouts } from '../../github/analysis/checkout.ts';
import { hasEvent } from '../../github/analysis/events.ts';
import { mayRun, outsiderScenarios } from '../../github/analysis/scenario.ts';
import type { Job, Step } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

const approving = ['issue_comment', 'pull_request_target'];
/** The condition asks for whose code it is, and not only for who let it pass. */
const asksForAuthor =
  /head\.repo\b|head_repository|github\.event\.pull_request\.(?:user|author_association)|github\.event\.issue\.(?:user|author_association)/;

/** https://securitylab.github.com/resources/github-actions-new-patterns-and-mitigations/ */
export const check = jobCheck({
  id: 'github-trigger/checkout-after-approval',
  title: 'What somebody approves is what is checked out',
  severity: 'high',
  why: 'Between the comment or label of a person with rights and the checkout, the author of the pull request pushes other code: the number or branch then names what nobody has seen, and it has the rights of the repository',
  fix: 'Check out the commit that the event names, `github.event.pull_request.head.sha`, on the label; for a comment, let it carry the commit and compare',
  controls: [
    'CodeQL:actions/untrusted-checkout-toctou/high',
    'CodeQL:actions/untrusted-checkout-toctou/critical',
  ],
  judge(job, workflow, github) {
    if (!hasEvent(workflow, ...approving)) return undefined;
    const found = proposedCheckouts(workflow, job, github);
    if (found.length === 0) return undefined;
    const moving = found.filter(
      ({ step, isCommit }) =>
        !isCommit &&
        // What anyone reaches is told by `github-trigger/untrusted-checkout`.
        outsiderScenarios(workflow, job, step).length === 0 &&
        !asksForAuthor.test(conditionsOf(job, step)) &&
        approving.some(
          (event) => hasEvent(workflow, event) && mayRun({ event, isOutsider: false }, workflow, job, step),
        ),
    );
    if (moving.length === 0) return pass;
    return moving.map(({ by, place }) =>
      failAt(place, `the step checks out ${by}, which can change after somebody let the job pass`),
    );
  },
  examples: {
    bad: [
      "on: issue_comment\njobs:\n  a:\n    if: github.event.comment.author_association == 'MEMBER'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: gh pr checkout ${{ github.event.issue.number }}\n",
      "on:\n  pull_request_target:\n    types: [labeled]\njobs:\n  a:\n    if: github.event.label.name == 'safe to test'\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: refs/pull/${{ github.event.number }}/merge\n",
    ],
    good: [
      "on:\n  pull_request_target:\n    types: [labeled]\njobs:\n  a:\n    if: github.event.label.name == 'safe to test'\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n",
      'on: pull_request_target\njobs:\n  a:\n    if: github.event.pull_request.head.repo.full_name == github.repository\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ github.head_ref }}\n',
    ],
  },
});

function conditionsOf(job: Job, step: Step): string {
  return [job.if, step.if].map((condition) => condition?.value.toLowerCase() ?? '').join(' ');
}
