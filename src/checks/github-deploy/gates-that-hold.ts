import { actionOf } from '../../github/analysis/values.ts';
import type { Job, Step, Workflow } from '../../github/types.ts';
import { pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

const scanners =
  /\b(?:holdfast\s+(?:check|scan|verify)|checkov|trivy|tfsec|kics|snyk|semgrep|grype|gitleaks|trufflehog|bandit|codeql|zizmor|actionlint|poutine|terrascan|conftest|osv-scanner|pip-audit|npm\s+audit|cosign\s+verify|hadolint|dockle|kubescape|cargo\s+audit|govulncheck|detect-secrets|modelscan|safety\s+check)\b/;
const scannerActions =
  /(?:^|\/)(?:checkov-action|trivy-action|tfsec-action|kics-github-action|snyk\/.*|actions\/snyk|semgrep-action|scan-action|gitleaks-action|trufflehog|codeql-action\/analyze|zizmor-action|dependency-review-action|osv-scanner-action.*|gh-action-pip-audit)$/;

export const check = stepCheck({
  id: 'github-deploy/gates-that-hold',
  title: 'A scan that fails stops the job',
  severity: 'medium',
  why: 'With `continue-on-error` or `|| true` a scanner looks present and stops nothing',
  fix: 'Let the step fail, and accept what is known by a waiver or a baseline of the scanner',
  controls: ['CICD-SEC-1'],
  judge({ step, job, workflow }) {
    if (!scans(step)) return undefined;
    if (isOn(step.continueOnError?.value))
      return failAt(step.place, 'the scan may fail: continue-on-error is true');
    if (isOn(job?.continueOnError?.value))
      return failAt(step.place, 'the scan may fail: the job has continue-on-error');
    if (!swallows(step)) return pass;
    return isHandedOn(job, workflow)
      ? pass
      : failAt(step.place, 'the script takes away that the scan failed');
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: checkov -d . || true\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: checkov -d . --soft-fail -o sarif\n      - uses: actions/upload-artifact@v7\n        with: { name: found, path: results.sarif }\n  b:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aquasecurity/trivy-action@b6643a29fecd7f34b3597bc6acb0a98b03d33ff8\n        continue-on-error: true\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: checkov -d .\n      - run: make || true\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: checkov -d . --soft-fail -o sarif\n      - uses: actions/upload-artifact@v7\n        with: { name: found, path: results.sarif }\n  b:\n    needs: a\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/download-artifact@v8\n        with: { name: found }\n      - run: holdfast check --merge-sarif results.sarif\n',
    ],
  },
});

function scans(step: Step): boolean {
  return scannerActions.test(actionOf(step)) || (step.run ? scanners.test(step.run.value) : false);
}

/** Whether another job, which waits for this one, takes what was found and so can decide on it. */
function isHandedOn(job: Job | undefined, workflow: Workflow | undefined): boolean {
  const uses = (one: Job, action: string) => one.steps.some((step) => actionOf(step) === action);
  if (!job || !workflow || !uses(job, 'actions/upload-artifact')) return false;
  return workflow.jobs.some(
    (other) => other.needs.includes(job.id) && uses(other, 'actions/download-artifact'),
  );
}

function isOn(value: string | undefined): boolean {
  return value === 'true';
}

function swallows({ run, with: given }: Step): boolean {
  const lines = (run?.value ?? '').replace(/\\\n/g, ' ').split('\n', 2_000);
  if (
    lines.some(
      (line) =>
        scanners.test(line) &&
        /\|\|\s*(?:true|:|echo\b|exit\s+0)|--soft-fail\b|--exit-code[ =]0|--exit-zero\b/.test(line),
    )
  )
    return true;
  return given.some(({ name, value }) => /^soft_fail$|^soft-fail$/.test(name) && isOn(value.value));
}
