import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { judgeUse } from '../in-use.ts';
import { relatedTo } from '../related.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'vpc/acl-unattached',
  title: 'Network ACLs are those of a subnet',
  severity: 'low',
  why: 'The list looks as if it protected something, and nothing passes it',
  fix: 'Name subnets in `subnet_ids`, or by `aws_network_acl_association`',
  controls: [
    'CKV2_AWS_1',
    'SecurityHub:EC2.16',
    'Config:vpc-network-acl-unused-check',
    'Holdfast:unattached',
  ],
  of: ['aws_network_acl'],
  judge(acl, { plan }) {
    const own = acl.isLeftOut('subnet_ids') ? fail('no subnet has it') : isSet('subnet_ids')(acl);
    if (own.outcome === 'pass') return own;
    const separate = relatedTo(plan, acl, 'aws_network_acl_association', 'network_acl_id');
    if (!separate.known) return cannotTell(separate.because);
    if (separate.value.length > 0) return pass;
    return own.outcome === 'cannot-tell' ? own : judgeUse(plan, acl, false, 'no subnet has it');
  },
  examples: {
    bad: [
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
}
`,
    ],
    good: [
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  subnet_ids = ["subnet-0123456789abcdef0"]
}
`,
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
}
resource "aws_network_acl_association" "own" {
  network_acl_id = aws_network_acl.own.id
  subnet_id      = "subnet-0123456789abcdef0"
}
`,
    ],
  },
});
