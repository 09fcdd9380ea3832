import { openPorts } from '../open-ports.ts';

export const check = openPorts({
  id: 'security-groups/every-port',
  title: 'No rule lets everybody in on every port',
  severity: 'critical',
  why: 'Whatever listens, now or later, can be reached from the internet',
  fix: 'Name the ports and the addresses',
  controls: ['CKV_AWS_277', 'AVD-AWS-0107', 'SecurityHub:EC2.18', 'KICS:Unrestricted Security Group Ingress'],
  direction: 'in',
  what: 'gets in',
  isMeant: ({ isAll }) => isAll,
  examples: {
    bad: [
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 0
    to_port     = 65535
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      `
resource "aws_vpc_security_group_ingress_rule" "own" {
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 1
  to_port           = 65535
  ip_protocol       = "6"
  cidr_ipv4         = "0.0.0.0/0"
}
`,
      `
resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 1
  entry {
    cidr = "192.0.2.0/24"
  }
}

resource "aws_ec2_managed_prefix_list" "all" {
  name           = "all"
  address_family = "IPv4"
  max_entries    = 1
  entry {
    cidr = "0.0.0.0/0"
  }
}

resource "aws_security_group_rule" "own" {
  type              = "ingress"
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  prefix_list_ids   = [aws_ec2_managed_prefix_list.offices.id, aws_ec2_managed_prefix_list.all.id]
}
`,
    ],
    good: [
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
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
`,
    ],
    unclear: [
      `
resource "aws_security_group_rule" "own" {
  type              = "ingress"
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  prefix_list_ids   = ["pl-0123456789abcdef0"]
}
`,
    ],
  },
});
