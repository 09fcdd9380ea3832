import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import type { Rule } from '../rules.ts';
import { all, has, worst } from '../rules.ts';

function hasNone(path: string): Rule {
  return (group) => {
    const found = has(path)(group);
    if (found.outcome === 'cannot-tell') return found;
    return found.outcome === 'pass' ? fail(`the default group has ${path} rules`) : pass;
  };
}

export const check = resourceCheck({
  id: 'security-groups/default-closed',
  title: 'The default group of a VPC lets nothing through',
  severity: 'medium',
  why: 'Whatever is made without a group of its own can talk to all others like it',
  fix: 'Declare the `aws_default_security_group` of the VPC without rules',
  controls: [
    'CKV2_AWS_12',
    'AVD-AWS-0173',
    'SecurityHub:EC2.2',
    'CIS-AWS-3.0.0:5.4',
    'Config:vpc-default-security-group-closed',
  ],
  of: ['aws_vpc', 'aws_default_vpc'],
  judge(vpc, { plan }) {
    const groups = relatedTo(plan, vpc, 'aws_default_security_group', 'vpc_id');
    if (!groups.known) return cannotTell(groups.because);
    if (groups.value.length === 0) return fail('no aws_default_security_group closes its default group');
    return worst(groups.value.map(all(hasNone('ingress'), hasNone('egress'))));
  },
  examples: {
    bad: [
      `
resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}
`,
      `
resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "own" {
  vpc_id = aws_vpc.own.id
  ingress {
    protocol  = "-1"
    self      = true
    from_port = 0
    to_port   = 0
  }
}
`,
    ],
    good: [
      `
resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "own" {
  vpc_id = aws_vpc.own.id
}
`,
    ],
  },
});
