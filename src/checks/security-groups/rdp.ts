import { holds, openPorts } from '../open-ports.ts';

export const check = openPorts({
  id: 'security-groups/rdp',
  title: 'Not everybody reaches RDP',
  severity: 'high',
  why: 'Passwords and holes are tried out from the whole internet within minutes',
  fix: 'Name the addresses that need it, or use a security group as the source',
  controls: [
    'CKV_AWS_25',
    'AVD-AWS-0107',
    'SecurityHub:EC2.14',
    'SecurityHub:EC2.53',
    'SecurityHub:EC2.54',
    'CIS-AWS-3.0.0:5.2',
    'CIS-AWS-3.0.0:5.3',
    'AwsSolutions-EC23',
  ],
  direction: 'in',
  what: 'gets in',
  isMeant: (ports) => holds(ports, 3389),
  examples: {
    bad: [
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      `
resource "aws_security_group_rule" "own" {
  type              = "ingress"
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 3389
  to_port           = 3389
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
}
`,
      `
resource "aws_vpc_security_group_ingress_rule" "own" {
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 3389
  to_port           = 3389
  ip_protocol       = "tcp"
  cidr_ipv6         = "::/0"
}
`,
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 3388
    to_port     = 3390
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
  }
}
`,
    ],
    good: [
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
`,
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      `
resource "aws_vpc_security_group_ingress_rule" "own" {
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 3389
  to_port           = 3389
  ip_protocol       = "tcp"
  cidr_ipv4         = "192.0.2.0/24"
}
`,
    ],
  },
});
