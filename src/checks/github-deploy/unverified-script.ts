import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

const piped =
  /\b(?:curl|wget|iwr|Invoke-WebRequest)\b[^\n|;]*\|[^\n;]*?\b(?:sudo\s+(?:-\S+\s+)*)?(?:(?:ba|z|da|k)?sh|python[\d.]*|node|perl|ruby|php|iex)\b|\b(?:bash|sh|source|\.|eval)\s+(?:-c\s+)?["']?(?:<\(|\$\()\s*(?:curl|wget)\b|\biex\b[^\n]*DownloadString|\bdeno\s+(?:run|install)\b[^\n]*(?:-A|--allow-all)[^\n]*https:/i;
/** Named by a commit: it cannot change. */
const fixed =
  /https:\/\/(?:raw\.githubusercontent\.com\/[^/\s]+\/[^/\s]+|github\.com\/[^/\s]+\/[^/\s]+\/raw)\/[0-9a-f]{40}\//;

export const check = stepCheck({
  id: 'github-deploy/unverified-script',
  title: 'No script from the network runs unseen',
  severity: 'medium',
  why: 'Whoever controls the address, or the way to it, runs code of theirs in the job',
  fix: 'Download a version, compare its digest, and run it then; or use an action that is named by a commit',
  controls: ['poutine:unverified_script_exec', 'OpenSSF:Pinned-Dependencies'],
  judge({ step: { run } }) {
    if (!run) return undefined;
    const lines = run.value.slice(0, 200_000).replace(/\\\n/g, '  ').split('\n');
    const found = lines.find((line) => piped.test(line) && !fixed.test(line) && !/^\s*#/.test(line));
    return found === undefined
      ? pass
      : failAt(
          run.place,
          `the script runs what it downloads: ${found
            .trim()
            .slice(0, 100)
            .replace(/\$\{\{.*?\}\}/g, '…')}`,
        );
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: curl -sSf https://example.com/install.sh | sudo bash\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: bash <(curl -s https://example.com/bash)\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          curl -sSfo tool https://example.com/tool-1.2\n          echo "$SUM  tool" | sha256sum --check\n      - run: curl -s https://example.com/a.json | jq .name\n',
    ],
  },
});
