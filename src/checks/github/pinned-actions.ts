import { isFirstParty, looseness } from '../../github/analysis/pins.ts';
import { pass } from '../check.ts';
import { failAt, usesCheck } from '../on-github.ts';

/** https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions */
export const check = usesCheck({
  id: 'github/pinned-actions',
  title: 'Actions and workflows of others are named by a full commit',
  severity: 'high',
  why: 'Who can move the tag or branch of an action runs code of theirs with the token and the secrets of the job, as happened with tj-actions/changed-files',
  fix: 'Write the 40 digits of the commit, with the version as a comment behind it, and let Dependabot move it',
  controls: [
    'zizmor:unpinned-uses',
    'zizmor:ref-confusion',
    'CodeQL:actions/unpinned-tag',
    'OpenSSF:Pinned-Dependencies',
  ],
  judge(uses) {
    // GitHub's own actions, and images, have checks of their own.
    if (uses.kind === 'docker' || isFirstParty(uses)) return undefined;
    const loose = looseness(uses);
    return loose ? failAt(uses.text.place, loose) : pass;
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: acme/deploy@v1\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: acme/deploy@main\n',
      'on: push\njobs:\n  a:\n    uses: acme/flows/.github/workflows/build.yml@v2\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: acme/deploy@3df4ab1\n',
      {
        '.github/actions/build/action.yml':
          'runs:\n  using: composite\n  steps:\n    - uses: acme/deploy@v1\n      with:\n        a: b\n',
      },
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: acme/deploy@3df4ab11eba7bda6032a0b82a6bb43b11571feac # v1.2.0\n      - uses: ./.github/actions/build\n',
      'on: push\njobs:\n  a:\n    uses: acme/flows/.github/workflows/build.yml@3df4ab11eba7bda6032a0b82a6bb43b11571feac\n  b:\n    uses: ./.github/workflows/c.yml\n',
    ],
  },
});
