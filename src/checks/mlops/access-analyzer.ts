import { cannotTell, fail, pass } from '../check.ts';
import { environmentCheck, exampleRoot } from '../environment-check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html */
export const check = environmentCheck({
  id: 'mlops/access-analyzer',
  title: 'Environments are analysed for access from outside',
  severity: 'medium',
  why: 'A policy that was changed by hand opens the account, and no plan shows it',
  fix: 'Add an `aws_accessanalyzer_analyzer` with `type = "ACCOUNT"`',
  controls: ['CIS-AWS-3.0.0:1.20', 'SecurityHub:IAM.28', 'AVD-AWS-0175'],
  judge({ account }, { plan }) {
    if (account === undefined) return undefined;
    const types = plan.ofType('aws_accessanalyzer_analyzer').map((one) => one.attribute('type'));
    if (
      types.some((type) => type.known && /^(?:ACCOUNT|ORGANIZATION)$/.test(String(type.value ?? 'ACCOUNT')))
    )
      return pass;
    const open = types.find((type) => !type.known);
    return open && !open.known
      ? cannotTell(open.because)
      : fail('the root has no analyzer of access from outside');
  },
  examples: {
    bad: [
      exampleRoot('resource "aws_sns_topic" "alerts" {}\n'),
      exampleRoot(analyzer('\n  type = "ACCOUNT_UNUSED_ACCESS"')),
    ],
    good: [exampleRoot(analyzer(''))],
  },
});

function analyzer(type: string): string {
  return `resource "aws_accessanalyzer_analyzer" "own" {\n  analyzer_name = "own"${type}\n}\n`;
}
