import { environmentHas } from '../environment-check.ts';

export const check = environmentHas({
  id: 'mlops/access-analyzer',
  title: 'Environments are analysed for access from outside',
  severity: 'medium',
  why: 'A policy that was changed by hand opens the account, and no plan shows it',
  fix: 'Add an `aws_accessanalyzer_analyzer`',
  controls: ['CIS-AWS-3.0.0:1.20', 'SecurityHub:IAM.28', 'AVD-AWS-0175'],
  types: ['aws_accessanalyzer_analyzer'],
  made: `
resource "aws_accessanalyzer_analyzer" "own" {
  analyzer_name = "own"
}
`,
});
