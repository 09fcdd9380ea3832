import { textsOf } from '../../github/expression/find.ts';
import type { GithubFacts, Text } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, repositoryLikeCheck } from '../on-github.ts';

/** How keys of well-known services look: https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns */
const forms: readonly (readonly [string, RegExp])[] = [
  ['an access key of AWS', /\b(?:AKIA|ASIA)(?!\w*EXAMPLE)[A-Z2-7]{16}\b/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})/],
  ['a token of GitLab', /\bglpat-[\w-]{20,}/],
  ['a token of Slack', /\bxox[abprs]-[\w-]{20,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{20,}/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a token of PyPI', /\bpypi-AgE[\w-]{40,}/],
  ['a key of Google', /\bAIza[\w-]{35}\b/],
  ['a key of Stripe', /\b[rs]k_live_[A-Za-z0-9]{20,}/],
  ['a token of Hugging Face', /\bhf_[A-Za-z0-9]{34}\b/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
];

/** https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information */
export const check = repositoryLikeCheck({
  id: 'github-secrets/written-out',
  title: 'No key or token is written into a workflow or an action',
  severity: 'critical',
  why: 'Whoever reads the repository, or any copy or fork of it, has the key; and it stays in the history when it is removed',
  fix: 'Withdraw the key, put a new one into a secret of an environment, and take that: `${{ secrets.NAME }}`',
  controls: ['CICD-SEC-6'],
  judge(github) {
    const found = textsIn(github).flatMap((text) => {
      const [what] = forms.find(([, form]) => form.test(text.value.slice(0, 200_000))) ?? [];
      // The key itself is never shown.
      return what ? [failAt(text.place, `${what} is written here`)] : [];
    });
    return found.length > 0 ? found : pass;
  },
  examples: {
    bad: [
      'on: push\nenv:\n  AWS_ACCESS_KEY_ID: AKIAQWERTYUIOPASDFGH\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
      {
        'action.yml':
          'inputs:\n  key:\n    default: AKIAQWERTYUIOPASDFGH\nruns:\n  using: composite\n  steps:\n    - run: make\n      shell: bash\n',
      },
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        env:\n          KEY: ${{ secrets.KEY }}\n',
    ],
  },
});

function textsIn({ workflows, actions }: GithubFacts): Text[] {
  return [...workflows, ...actions].flatMap(({ root }) => [...textsOf(root)]);
}
