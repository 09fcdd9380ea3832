import { openPorts } from '../open-ports.ts';

export const check = openPorts({
  id: 'security-groups/every-port',
  title: 'No rule lets everybody in on every port',
  severity: 'critical',
  why: 'Whatever listens, now or later, can be reached from the internet',
  fix: 'Name the ports and the addresses',
  controls: ['CKV_AWS_277', 'AVD-AWS-0104', 'SecurityHub:EC2.18', 'KICS:Unrestricted Security Group Ingress'],
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
  },
});
