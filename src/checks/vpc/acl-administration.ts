import { isAnyone } from '../../clouds/aws/network/address-set.ts';
import { addressesOf, type Flow } from '../../clouds/aws/network/traffic/flows.ts';
import { judgeAcl } from '../acl-passing.ts';
import { resourceCheck } from '../check.ts';

/** FTP, SSH and RDP. */
const administration = [20, 21, 22, 3389];

function openPort(flows: readonly Flow[]): string | undefined {
  const open = administration.filter((port) =>
    isAnyone(addressesOf(flows.filter((flow) => concerns(flow, port)))),
  );
  return open.length === 0 ? undefined : `everybody is let in on port ${open.join(' and ')}`;
}

function concerns({ protocol, firstPort, lastPort }: Flow, port: number): boolean {
  return protocol === 'tcp' && firstPort <= port && port <= lastPort;
}

export const check = resourceCheck({
  id: 'vpc/acl-administration',
  title: 'Network ACLs do not let everybody reach SSH, RDP and FTP',
  severity: 'medium',
  why: 'The second line of defence is open where the first may be',
  fix: 'Name the addresses that need it',
  controls: [
    'CKV_AWS_229',
    'CKV_AWS_230',
    'CKV_AWS_231',
    'CKV_AWS_232',
    'SecurityHub:EC2.21',
    'CIS-AWS-3.0.0:5.1',
    'AVD-AWS-0105',
  ],
  of: ['aws_network_acl', 'aws_default_network_acl', 'aws_network_acl_rule'],
  judge: (resource, { plan }) => judgeAcl(resource, plan, (passing) => openPort(passing)),
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
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 1024
  }
}
`,
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no         = 100
    protocol        = "tcp"
    action          = "allow"
    ipv6_cidr_block = "::/0"
    from_port       = 22
    to_port         = 22
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
    from_port  = 22
    to_port    = 22
  }
  ingress {
    rule_no    = 200
    protocol   = "tcp"
    action     = "deny"
    cidr_block = "0.0.0.0/0"
    from_port  = 22
    to_port    = 22
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
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "deny"
    cidr_block = "0.0.0.0/0"
    from_port  = 20
    to_port    = 3389
  }
  ingress {
    rule_no    = 200
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 65535
  }
}
`,
      `
resource "aws_network_acl" "own" {
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    rule_no    = 100
    protocol   = "-1"
    action     = "deny"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}
resource "aws_network_acl_rule" "own" {
  network_acl_id = aws_network_acl.own.id
  rule_number    = 200
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
}
`,
    ],
  },
});
