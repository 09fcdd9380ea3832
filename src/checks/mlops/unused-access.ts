import { cannotTell, fail, pass } from '../check.ts';
import { environmentCheck, exampleRoot } from '../environment-check.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html#what-is-access-analyzer-unused-access-analysis */
export const check = environmentCheck({
  id: 'mlops/unused-access',
  title: 'Environments are analysed for rights that nobody uses',
  severity: 'low',
  why: 'Rights that were needed once stay, and are there for whoever takes over the role',
  fix: 'Add an `aws_accessanalyzer_analyzer` with `type = "ACCOUNT_UNUSED_ACCESS"`',
  controls: ['MLSEC03-BP01'],
  judge({ account }, { plan }) {
    if (account === undefined) return undefined;
    const types = plan.ofType('aws_accessanalyzer_analyzer').map((one) => one.attribute('type'));
    if (types.some((type) => type.known && /_UNUSED_ACCESS$/.test(String(type.value)))) return pass;
    const open = types.find((type) => !type.known);
    return open && !open.known ? cannotTell(open.because) : fail('the root has no analyzer of unused access');
  },
  examples: {
    bad: [exampleRoot(analyzer('ACCOUNT'))],
    good: [exampleRoot(analyzer('ACCOUNT_UNUSED_ACCESS'))],
  },
});

function analyzer(type: string): string {
  return `resource "aws_accessanalyzer_analyzer" "own" {\n  analyzer_name = "own"\n  type          = "${type}"\n}\n`;
}
