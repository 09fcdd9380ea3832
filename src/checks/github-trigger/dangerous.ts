import { pass } from '../check.ts';
import { failAt, workflowCheck } from '../on-github.ts';

const dangerous = ['pull_request_target', 'workflow_run'];

/** https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/ */
export const check = workflowCheck({
  id: 'github-trigger/dangerous',
  title: 'No workflow runs for a foreign pull request with the rights of the repository',
  severity: 'medium',
  why: '`pull_request_target` and `workflow_run` are started by anyone, and have the secrets and a token that writes: one mistake in a step gives both away',
  fix: 'Use `pull_request`, or `workflow_call` from the first workflow; where a comment or a label must be written, do only that',
  controls: ['zizmor:dangerous-triggers', 'OpenSSF:Dangerous-Workflow'],
  judge({ triggers }) {
    const found = triggers.filter(({ event }) => dangerous.includes(event));
    if (found.length === 0) return pass;
    return found.map(({ event, place }) =>
      failAt(
        place,
        `anyone can start the workflow by ${event}, and it runs with the rights of the repository`,
      ),
    );
  },
  examples: {
    bad: [
      'on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
      'on:\n  workflow_run:\n    workflows: [CI]\n    types: [completed]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
    good: [
      'on: [push, pull_request]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    ],
  },
});
