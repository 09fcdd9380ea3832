import { actionOf, inputOf, leavesToken } from '../../github/analysis/values.ts';
import { pass } from '../check.ts';
import { failAt, jobCheck } from '../on-github.ts';

const whole =
  /^\s*(?:\.\/?|\*\*?(?:\/\*)?|\.\/\*\*?(?:\/\*)?|\$\{\{\s*github\.workspace\s*\}\}\/?|\$GITHUB_WORKSPACE\/?|\.\.\/?|.*\.git(?:\/.*)?)\s*$/m;

/** https://unit42.paloaltonetworks.com/github-repo-artifacts-leak-tokens/ */
export const check = jobCheck({
  id: 'github-secrets/uploaded-credentials',
  title: 'No artifact holds the token of its run',
  severity: 'high',
  why: 'An artifact of the whole folder holds `.git/config` with the token: who downloads it while the job still runs can write to the repository',
  fix: 'Set `persist-credentials: false` for the checkout, and upload only what was built',
  controls: ['zizmor:artipacked', 'CodeQL:actions/secrets-in-artifacts'],
  judge(job) {
    const at = job.steps.findIndex(leavesToken);
    const uploads = job.steps
      .filter(({ index }) => index > at)
      .filter((step) => actionOf(step) === 'actions/upload-artifact');
    if (at < 0 || uploads.length === 0) return undefined;
    return uploads.map((step) => {
      const path = inputOf(step, 'path');
      return path && whole.test(path.value)
        ? failAt(
            path.place,
            `the artifact of ${path.value.trim().slice(0, 60)} holds .git/config with the token`,
          )
        : pass;
    });
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n      - uses: actions/upload-artifact@330a01c490aca151604b8cf639adc76d48f6c5d4\n        with:\n          path: .\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n      - uses: actions/upload-artifact@330a01c490aca151604b8cf639adc76d48f6c5d4\n        with:\n          path: dist\n',
    ],
  },
});
