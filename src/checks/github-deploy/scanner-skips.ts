import { actionOf } from '../../github/analysis/values.ts';
import type { Step, Text } from '../../github/types.ts';
import { type Judgement, pass } from '../check.ts';
import { failAt, stepCheck } from '../on-github.ts';

/**
 * The checks of other scanners that say whether somebody can become an administrator.
 * https://www.checkov.io/5.Policy%20Index/terraform.html, https://avd.aquasec.com/misconfig/aws/iam/
 */
const escalation = new Set([
  'CKV_AWS_1',
  'CKV_AWS_49',
  'CKV_AWS_60',
  'CKV_AWS_61',
  'CKV_AWS_62',
  'CKV_AWS_63',
  'CKV_AWS_107',
  'CKV_AWS_109',
  'CKV_AWS_110',
  'CKV_AWS_111',
  'CKV_AWS_274',
  'CKV_AWS_275',
  'CKV_AWS_286',
  'CKV_AWS_287',
  'CKV_AWS_289',
  'CKV_AWS_290',
  'CKV_AWS_355',
  'CKV_AWS_356',
  'CKV_AWS_358',
  'CKV_AWS_393',
  'CKV2_AWS_40',
  'CKV2_AWS_56',
  'AWS-0057',
  'AWS-0342',
  'AWS-0345',
]);

const scanners = /\b(?:checkov|trivy|tfsec|kics|terrascan)\b/;
const scannerActions = /(?:^|\/)(?:checkov-action|trivy-action|tfsec-action|kics-github-action)$/;
/** https://github.com/bridgecrewio/checkov-action, https://github.com/aquasecurity/trivy-action */
const inputs = /^(?:skip_check|skip-check|exclude_queries|trivyignores)$/i;
const options = /--(?:skip-check|exclude|skip-rules|exclude-queries)(?:=|\s+)(\S+)/g;
const ids = /\b(?:CKV2?_AWS_\d+|(?:AVD-)?AWS-\d{4})\b/g;

export const check = stepCheck({
  id: 'github-deploy/scanner-skips',
  title: 'A scan leaves out no check of how rights are gained',
  severity: 'medium',
  why: 'The scan is green while a role may make itself an administrator: what it was to find was turned off for everything',
  fix: 'Let the checks run, and accept the one resource with a reason, beside it or in a baseline',
  controls: ['CICD-SEC-1'],
  judge({ step }) {
    if (!scans(step)) return undefined;
    const found = skipped(step);
    return found ? judged(found) : pass;
  },
  examples: {
    bad: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: bridgecrewio/checkov-action@59b9d7edfcad5b87fbe3f473a9a134a721ad03f8\n        with:\n          skip_check: CKV_AWS_18,CKV_AWS_286\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n          pip install checkov==3.2.500\n          checkov -d . --skip-check CKV2_AWS_40\n',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: tfsec --exclude AVD-AWS-0057 .\n',
    ],
    good: [
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: bridgecrewio/checkov-action@59b9d7edfcad5b87fbe3f473a9a134a721ad03f8\n        with:\n          skip_check: CKV_AWS_18\n      - run: checkov -d . --skip-check CKV_AWS_144\n',
    ],
  },
});

function scans(step: Step): boolean {
  return scannerActions.test(actionOf(step)) || (step.run ? scanners.test(step.run.value) : false);
}

/** What a scan is told to leave out, where that is something of the set. */
function skipped({ run, with: given }: Step): { text: Text; found: string[] } | undefined {
  const script = [...(run?.value.slice(0, 200_000).matchAll(options) ?? [])].map(([, value]) => value).join();
  const texts = [
    ...given
      .filter(({ name }) => inputs.test(name))
      .map(({ value }) => ({ text: value, named: value.value })),
    ...(run ? [{ text: run, named: script }] : []),
  ];
  return texts
    .map(({ text, named }) => ({ text, found: (named.match(ids) ?? []).filter(isOfEscalation) }))
    .find(({ found }) => found.length > 0);
}

function isOfEscalation(id: string): boolean {
  return escalation.has(id.replace(/^AVD-/, ''));
}

function judged({ text, found }: { text: Text; found: string[] }): Judgement {
  return failAt(text.place, `the scan leaves out ${found.slice(0, 10).join(', ')}`);
}
