import { holds, openPorts } from '../open-ports.ts';

export const check = openPorts({
  id: 'security-groups/ssh',
  title: 'Not everybody reaches SSH',
  severity: 'high',
  why: 'Passwords and keys are tried out from the whole internet within minutes',
  fix: 'Name the addresses that need it, or use a security group as the source',
  controls: [
    'CKV_AWS_24',
    'AVD-AWS-0107',
    'SecurityHub:EC2.13',
    'SecurityHub:EC2.53',
    'SecurityHub:EC2.54',
    'CIS-AWS-3.0.0:5.2',
    'CIS-AWS-3.0.0:5.3',
    'AwsSolutions-EC23',
  ],
  direction: 'in',
  what: 'gets in',
  isMeant: (ports) => holds(ports, 22),
  examples: {
    bad: [
      `
resource "aws_ec2_managed_prefix_list" "all" {
  name           = "all"
  address_family = "IPv4"
  max_entries    = 1
  entry {
    cidr = "0.0.0.0/0"
  }
}
resource "aws_vpc_security_group_ingress_rule" "own" {
  security_group_id = "sg-0123456789abcdef0"
  prefix_list_id    = aws_ec2_managed_prefix_list.all.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}
`,
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      `
resource "aws_security_group_rule" "own" {
  type              = "ingress"
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
}
`,
      `
resource "aws_vpc_security_group_ingress_rule" "own" {
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
  cidr_ipv6         = "::/0"
}
`,
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 21
    to_port     = 23
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
    from_port   = 22
    to_port     = 22
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
    from_port   = 22
    to_port     = 22
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
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
  cidr_ipv4         = "192.0.2.0/24"
}
`,
    ],
  },
});
