import { fail, resourceCheck } from '../check.ts';

/** https://registry.terraform.io/providers/hashicorp/external/latest/docs/data-sources/external */
export const check = resourceCheck({
  id: 'terraform/external-program',
  title: 'No program decides what is planned',
  severity: 'medium',
  why: 'The program runs at each plan, also at that of a pull request, with the credentials of the plan: who may change it has them, and what it answers is in no review',
  fix: 'Give the value as a variable, or take it from a data source of the provider',
  controls: [],
  of: [],
  ofData: ['external'],
  judge: () => fail('a program is run at each plan'),
  examples: {
    bad: [
      `
data "external" "version" {
  program = ["sh", "-c", "echo '{}'"]
}
`,
    ],
    good: ['data "aws_caller_identity" "current" {}'],
  },
});
