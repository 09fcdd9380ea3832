import { advisoryOf } from '../../github/analysis/advisories.ts';
import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

/** https://github.com/advisories?query=type%3Areviewed+ecosystem%3Aactions */
export const check = stepCheck({
  id: 'github/known-vulnerable',
  title: 'No action is of a version with a known hole',
  severity: 'high',
  why: 'The hole is published: how to use it, and who uses the version, can be looked up',
  fix: 'Move to the version that mends it',
  controls: [
    'zizmor:known-vulnerable-actions',
    'poutine:known_vulnerability_in_build_component',
    'CodeQL:actions/vulnerable-action',
  ],
  judge({ step: { uses } }) {
    if (uses?.kind !== 'repository') return undefined;
    const version = uses.refKind === 'commit' ? (uses.comment ?? '') : uses.ref;
    const found = advisoryOf(uses.name, version);
    return found
      ? failAt(uses.text.place, `${uses.name} ${version} has ${found.id}, mended in ${found.fixed}`)
      : pass;
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: tj-actions/changed-files@v40\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/download-artifact@eaceaf801fd36c7dee90939fad912460b18a1ffe # v4.1.2\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/download-artifact@v4\n',
    ],
  },
});
