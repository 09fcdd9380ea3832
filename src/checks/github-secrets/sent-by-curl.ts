import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

export const check = stepCheck({
  id: 'github-secrets/sent-by-curl',
  title: 'No script hands a secret to curl on its command line',
  severity: 'medium',
  why: 'A secret on the command line of curl is how one is carried off, and shows to every process of the machine',
  fix: 'Give the secret in `env`, and to curl by `--config -` or a header read from a file',
  controls: ['CKV_GHA_3'],
  judge({ step: { run } }) {
    if (!run || !/\b(?:curl|wget)\b/.test(run.value)) return undefined;
    const lines = run.value.replace(/\\\n/g, ' ').split('\n', 2_000);
    const found = lines.some((line) =>
      /\b(?:curl|wget)\b.*(?:\$\{\{[^}]*\bsecrets\b|\$\{?\w*SECRET|\bsecrets?\b)/i.test(line),
    );
    return found ? failAt(run.place, 'the script gives a secret to curl or wget') : pass;
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          curl -H "X-Key: ${{ secrets.KEY }}" https://example.com\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: curl --fail https://example.com/health\n',
    ],
  },
});
