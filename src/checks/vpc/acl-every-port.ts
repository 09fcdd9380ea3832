import { isAnyone } from '../../clouds/aws/network/address-set.ts';
import { addressesOf, type Flow } from '../../clouds/aws/network/traffic/flows.ts';
import { judgeAcl } from '../acl-passing.ts';
import { resourceCheck } from '../check.ts';

function everyPort(flows: readonly Flow[]): string | undefined {
  const wide = flows.filter(
    ({ protocol, firstPort, lastPort }) => protocol === 'tcp' && firstPort <= 0 && lastPort >= 65_535,
  );
  return isAnyone(addressesOf(wide)) ? 'everybody is let in on every port' : undefined;
}

export const check = resourceCheck({
  id: 'vpc/acl-every-port',
  title: 'Network ACLs do not let everybody in on every port',
  severity: 'medium',
  why: 'The list looks as if it protected the subnet, and lets everything through',
  fix: 'Allow the ports that are needed',
  controls: ['CKV_AWS_352', 'AVD-AWS-0102'],
  of: ['aws_network_acl', 'aws_default_network_acl', 'aws_network_acl_rule'],
  judge: (resource, { plan }) => judgeAcl(resource, plan, everyPort),
  examples: {
    bad: [
      `
resource "aws_network_acl_rule" "own" {
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = 100
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
}
`,
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
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
    from_port  = 0
    to_port    = 65535
  }
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
    protocol   = "-1"
    action     = "allow"
    cidr_block = "10.0.0.0/8"
    from_port  = 0
    to_port    = 0
  }
}
`,
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no    = 50
    protocol   = "tcp"
    action     = "deny"
    cidr_block = "0.0.0.0/0"
    from_port  = 22
    to_port    = 22
  }
  ingress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}
`,
    ],
  },
});
