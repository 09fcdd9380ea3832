import type { Json } from '../../base/canonical-json.ts';
import type { Attributes } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { each, isTrue } from '../rules.ts';

function judgeRule(rule: Attributes) {
  const read = (...paths: string[]) =>
    paths.map((path) => rule.attribute(path)).find((value) => !value.known || value.value !== null);
  const found = {
    action: read('action', 'rule_action'),
    from: read('from_port'),
    to: read('to_port'),
    protocol: read('protocol'),
  };
  const addresses = ['cidr_block', 'ipv6_cidr_block'].map((path) => rule.attribute(path));
  if (found.action?.known && found.action.value === 'deny') return pass;
  const unknown = addresses.find((value) => !value.known);
  if (unknown && !unknown.known) return cannotTell(`the addresses are not known: ${unknown.because}`);
  if (!addresses.some((value) => value.known && isAnyone(value.value))) return pass;
  const isAll = found.protocol?.known === true && /^(?:-1|all)$/i.test(String(found.protocol.value));
  const [from, to] = [numberOf(found.from), numberOf(found.to)];
  const open = [22, 3389].filter(
    (port) => isAll || (from !== undefined && to !== undefined && from <= port && port <= to),
  );
  return open.length === 0 ? pass : fail(`everybody is let in on port ${open.join(' and ')}`);
}

function isAnyone(cidr: Json): boolean {
  return cidr === '0.0.0.0/0' || cidr === '::/0';
}

function numberOf(value: { known: boolean; value?: Json } | undefined): number | undefined {
  return value?.known && value.value !== undefined && value.value !== null ? Number(value.value) : undefined;
}

export const check = resourceCheck({
  id: 'vpc/acl-administration',
  title: 'Network ACLs do not let everybody reach SSH and RDP',
  severity: 'medium',
  why: 'The second line of defence is open where the first may be',
  fix: 'Name the addresses that need it',
  controls: [
    'CKV_AWS_229',
    'CKV_AWS_231',
    'CKV_AWS_232',
    'SecurityHub:EC2.21',
    'CIS-AWS-3.0.0:5.1',
    'AVD-AWS-0105',
  ],
  of: ['aws_network_acl', 'aws_default_network_acl', 'aws_network_acl_rule'],
  judge(acl) {
    if (acl.type !== 'aws_network_acl_rule') return each('ingress', judgeRule)(acl);
    return isTrue('egress')(acl).outcome === 'pass' ? undefined : judgeRule(acl);
  },
  examples: {
    bad: [
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 22
    to_port    = 22
  }
}
`,
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 3389
    to_port    = 3389
  }
}
`,
      `
resource "aws_network_acl_rule" "own" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 100
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
}
`,
    ],
    good: [
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "10.0.0.0/8"
    from_port  = 22
    to_port    = 22
  }
}
`,
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 443
    to_port    = 443
  }
}
`,
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "deny"
    cidr_block = "0.0.0.0/0"
    from_port  = 22
    to_port    = 22
  }
}
`,
    ],
  },
});
