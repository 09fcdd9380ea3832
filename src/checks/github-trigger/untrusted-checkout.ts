import { untrustedCheckouts } from '../../github/analysis/checkout.ts';
import { codeEvents, hasEvent } from '../../github/analysis/events.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/ */
export const check = jobCheck({
  id: 'github-trigger/untrusted-checkout',
  title: 'No foreign code is checked out in a run with the rights of the repository',
  severity: 'high',
  why: 'Whatever then runs in that folder, a build, a test, a linter with a configuration, is code of whoever opened the pull request, with the secrets and the token of the repository',
  fix: 'Build in a workflow on `pull_request`, without secrets, and hand over the result as data; or check out the base',
  controls: [
    'poutine:untrusted_checkout_exec',
    'CodeQL:actions/untrusted-checkout/high',
    'CodeQL:actions/untrusted-checkout/medium',
    'CodeQL:actions/untrusted-checkout-toctou/high',
    'CodeQL:actions/untrusted-checkout-toctou/critical',
    'OpenSSF:Dangerous-Workflow',
  ],
  judge(job, workflow, github) {
    if (!hasEvent(workflow, ...codeEvents)) return undefined;
    const found = untrustedCheckouts(workflow, job, github);
    if (found.length === 0) return pass;
    return found.map(({ by, place, scenarios }) => {
      const events = [...new Set(scenarios.map(({ event }) => event))].join(', ');
      return failAt(place, `the step checks out ${by}, which anyone proposes, in a run by ${events}`);
    });
  },
  examples: {
    bad: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n',
      'on: issue_comment\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: gh pr checkout ${{ github.event.issue.number }}\n',
      'on:\n  workflow_run:\n    workflows: [CI]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          repository: ${{ github.event.workflow_run.head_repository.full_name }}\n',
      "on: pull_request_target\njobs:\n  a:\n    if: contains(github.event.pull_request.labels.*.name, 'safe to test')\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: refs/pull/${{ github.event.number }}/merge\n",
      'on: pull_request_target\nenv:\n  HEAD: ${{ github.event.pull_request.head.sha }}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ env.HEAD }}\n',
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ fromJSON(toJSON(github)).event.pull_request.head.sha }}\n',
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout/././@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ github.head_ref }}\n',
      "on: pull_request_target\njobs:\n  a:\n    if: github.event.pull_request.head.repo.fork != 'true'\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ github.head_ref }}\n",
      {
        '.github/workflows/a.yml':
          'on: pull_request_target\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    with:\n      at: ${{ github.event.pull_request.head.sha }}\n',
        '.github/workflows/b.yml':
          'on:\n  workflow_call:\n    inputs:\n      at:\n        type: string\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ inputs.at }}\n',
      },
      {
        '.github/workflows/a.yml':
          'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ./.github/actions/get\n        with:\n          at: ${{ github.event.pull_request.head.sha }}\n',
        '.github/actions/get/action.yml':
          'inputs:\n  at:\n    required: true\nruns:\n  using: composite\n  steps:\n    - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n      with:\n        ref: ${{ inputs.at }}\n',
      },
    ],
    good: [
      {
        '.github/workflows/a.yml':
          'on: pull_request\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    with:\n      at: ${{ github.event.pull_request.head.sha }}\n',
        '.github/workflows/b.yml':
          'on:\n  workflow_call:\n    inputs:\n      at:\n        type: string\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ inputs.at }}\n',
      },
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n      - run: make label\n',
      'on: pull_request_target\njobs:\n  a:\n    if: github.event.pull_request.head.repo.full_name == github.repository\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n',
      'on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n',
    ],
  },
});
