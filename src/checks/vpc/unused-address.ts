import { resourceCheck } from '../check.ts';
import { judgeUse } from '../in-use.ts';
import { usersOf } from '../related.ts';
import { any, isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'vpc/unused-address',
  title: 'Public addresses are in use',
  severity: 'low',
  why: 'An address that nobody uses costs money, and is one more that nobody watches',
  fix: 'Associate it, or release it',
  controls: ['CKV2_AWS_19', 'SecurityHub:EC2.12', 'Config:eip-attached'],
  of: ['aws_eip'],
  judge(address, { plan }) {
    const own = any(isSet('instance'), isSet('network_interface'), isSet('associate_with_private_ip'));
    const isOwn =
      !(address.isLeftOut('instance') && address.isLeftOut('network_interface')) &&
      own(address).outcome !== 'fail';
    return judgeUse(plan, address, isOwn || usersOf(plan, address).length > 0, 'nothing here has it');
  },
  examples: {
    bad: [
      `
resource "aws_eip" "own" {
  domain = "vpc"
}
`,
    ],
    good: [
      `
resource "aws_eip" "own" {
  domain = "vpc"
  instance = "i-0123456789abcdef0"
}
`,
      `
resource "aws_eip" "own" {
  domain = "vpc"
}
resource "aws_nat_gateway" "own" {
  allocation_id = aws_eip.own.id
  subnet_id     = "subnet-0123456789abcdef0"
}
`,
      `
resource "aws_eip" "own" {
  for_each = toset(["a", "b"])
  domain   = "vpc"
}
resource "aws_nat_gateway" "own" {
  for_each      = toset(["a", "b"])
  allocation_id = aws_eip.own[each.key].id
  subnet_id     = "subnet-0123456789abcdef0"
}
`,
    ],
  },
});
