import { isFirstParty, looseness } from '../../github/analysis/pins.ts';
import { pass } from '../check.ts';
import { failAt, usesCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions */
export const check = usesCheck({
  id: 'github/pinned-github-actions',
  title: 'Actions of GitHub itself are named by a full commit',
  severity: 'low',
  why: 'What ran cannot be told later, and a tag of an action can be moved, even if only by GitHub',
  fix: 'Write the 40 digits of the commit, with the version as a comment behind it, and let Dependabot move it',
  controls: [
    'zizmor:unpinned-uses',
    'CodeQL:actions/unversioned-immutable-action',
    'OpenSSF:Pinned-Dependencies',
  ],
  judge(uses) {
    if (!isFirstParty(uses)) return undefined;
    const loose = looseness(uses);
    return loose ? failAt(uses.text.place, loose) : pass;
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0\n',
    ],
  },
});
