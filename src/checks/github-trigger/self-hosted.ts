import { outsiderScenarios } from '../../github/analysis/scenario.ts';
import type { Job } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

/** Labels of machines that GitHub, or a hoster with fresh machines, runs. https://docs.github.com/en/actions/reference/runners/github-hosted-runners */
const hosted =
  /^(?:(?:ubuntu|macos|windows)-[\w.-]+|(?:buildjet|warp|blacksmith|depot|namespace|ubicloud)-[\w.-]+)$/i;

/** https://docs.github.com/en/actions/reference/security/secure-use#hardening-for-self-hosted-runners */
export const check = jobCheck({
  id: 'github-trigger/self-hosted',
  title: 'Nobody from outside starts a job on a machine of one’s own',
  severity: 'high',
  why: 'A self-hosted runner is often not made anew for each job: code of a foreign pull request stays on it, reads what other jobs leave, and reaches the network around it',
  fix: 'Run what pull requests start on machines of GitHub, or on runners that live for one job in a network of their own',
  controls: [
    'zizmor:self-hosted-runner',
    'poutine:pr_runs_on_self_hosted',
    'CodeQL:actions/pr-on-self-hosted-runner',
  ],
  judge(job, workflow) {
    const own = ownRunner(job);
    if (own === undefined) return undefined;
    const [scenario] = outsiderScenarios(workflow, job).filter(({ event }) => event !== 'workflow_call');
    if (!scenario) return pass;
    const place = job.runsOn?.place ?? job.place;
    return failAt(place, `anyone starts the job ${job.id} by ${scenario.event}, and it runs on ${own}`);
  },
  examples: {
    bad: [
      'on: pull_request\njobs:\n  a:\n    runs-on: self-hosted\n    steps:\n      - run: make\n',
      'on: pull_request\njobs:\n  a:\n    runs-on: [linux, gpu]\n    steps:\n      - run: make\n',
      'on: issue_comment\njobs:\n  a:\n    runs-on:\n      group: builders\n    steps:\n      - run: make\n',
      'on: pull_request\njobs:\n  a:\n    strategy:\n      matrix:\n        os: [ubuntu-24.04, self-hosted]\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make\n',
    ],
    good: [
      'on: pull_request\njobs:\n  a:\n    strategy:\n      matrix:\n        include:\n          - config:\n              os: ubuntu-24.04\n              cc: gcc\n    runs-on: ${{ matrix.config.os }}\n    steps:\n      - run: make\n',
      'on: push\njobs:\n  a:\n    runs-on: self-hosted\n    steps:\n      - run: make\n',
      'on: pull_request\njobs:\n  a:\n    strategy:\n      matrix:\n        os: [ubuntu-24.04, macos-15]\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make\n',
      "on: [push, pull_request]\njobs:\n  a:\n    if: github.event_name == 'push'\n    runs-on: self-hosted\n    steps:\n      - run: make\n",
    ],
  },
});

/** The label that no hoster has, or a group; undefined when there is none that can be told. */
function ownRunner({ runsOn, matrix }: Job): string | undefined {
  if (!runsOn) return undefined;
  if (runsOn.group) return `the group ${runsOn.group.value}`;
  const labels = runsOn.labels.flatMap(({ value }) => {
    const [, name] = /\$\{\{\s*matrix\.([\w.-]+)/i.exec(value) ?? [];
    if (name)
      return matrix
        .filter((one) => one.name === name || one.name.startsWith(`${name}.`))
        .map((one) => one.value.value);
    return value.includes('${{') ? [/self-hosted/.test(value) ? 'self-hosted' : ''] : [value];
  });
  return labels.find((label) => label !== '' && !label.includes('${{') && !hosted.test(label));
}
