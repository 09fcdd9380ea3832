import { actionOf, inputOf } from '../../github/analysis/values.ts';
import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

const tokens =
  /^(?:NODE_AUTH_TOKEN|NPM_TOKEN|TWINE_PASSWORD|UV_PUBLISH_TOKEN|GEM_HOST_API_KEY|CARGO_REGISTRY_TOKEN)$/;
const publishes =
  /\b(?:npm|pnpm|yarn)\s+publish\b|\btwine\s+upload\b|\buv\s+publish\b|\bgem\s+push\b|\bcargo\s+publish\b/;

/** https://repos.openssf.org/trusted-publishers-for-all-package-repositories.html */
export const check = stepCheck({
  id: 'github-secrets/publish-token',
  title: 'Packages are published without a lasting token',
  severity: 'low',
  why: 'A token of a registry is valid until somebody changes it, from anywhere: who gets it publishes under your name',
  fix: 'Register this repository as a trusted publisher, and give the job `id-token: write`',
  controls: ['zizmor:use-trusted-publishing'],
  judge({ step, job, workflow }) {
    if (/^pypa\/gh-action-pypi-publish$/.test(actionOf(step))) {
      const password = inputOf(step, 'password');
      return password ? failAt(password.place, 'the upload to PyPI takes a password') : pass;
    }
    if (!step.run || !publishes.test(step.run.value)) return undefined;
    const env = [...step.env, ...(job?.env ?? []), ...(workflow?.env ?? [])];
    const found = env.find(({ name, value }) => tokens.test(name) && /\bsecrets\b/.test(value.value));
    return found ? failAt(found.place, `${found.name} is a lasting token of the registry`) : pass;
  },
  examples: {
    bad: [
      'on: release\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm publish\n        env:\n          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n',
      'on: release\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: pypa/gh-action-pypi-publish@ed0c53931b1dc9bd32cbe73a98c7f6766f8a527e\n        with:\n          password: ${{ secrets.PYPI }}\n',
    ],
    good: [
      'on: release\njobs:\n  a:\n    permissions:\n      id-token: write\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm publish\n',
    ],
  },
});
