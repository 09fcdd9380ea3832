import { actionOf, inputOf } from '../../github/analysis/values.ts';
import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

/** https://unit42.paloaltonetworks.com/github-repo-artifacts-leak-tokens/ */
export const check = stepCheck({
  id: 'github-secrets/persisted-credentials',
  title: 'The token is not left in the folder that is checked out',
  severity: 'low',
  why: 'The action writes the token to `.git/config`, where every later step, and whatever packs the folder, finds it',
  fix: 'Set `persist-credentials: false`, unless a later step pushes',
  controls: ['zizmor:artipacked'],
  judge({ step }) {
    if (actionOf(step) !== 'actions/checkout') return undefined;
    const given = inputOf(step, 'persist-credentials')?.value.toLowerCase();
    if (given !== undefined) return pass;
    return failAt(step.place, 'persist-credentials is not set: true is the default');
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n        with:\n          persist-credentials: false\n',
    ],
  },
});
