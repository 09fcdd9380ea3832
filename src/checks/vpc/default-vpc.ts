import { fail, resourceCheck } from '../check.ts';

export const check = resourceCheck({
  id: 'vpc/default-vpc',
  title: 'The default VPC is not used',
  severity: 'low',
  why: "Its subnets are public, and its rules are nobody's decision",
  fix: 'Make a VPC of your own',
  controls: ['CKV_AWS_148', 'AVD-AWS-0101'],
  of: ['aws_default_vpc'],
  judge: () => fail('the default VPC is taken on'),
  examples: {
    bad: [
      `
resource "aws_default_vpc" "own" {}
`,
    ],
    good: [
      `
resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}
`,
    ],
  },
});
