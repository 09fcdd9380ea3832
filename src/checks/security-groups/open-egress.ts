import { openPorts } from '../open-ports.ts';

export const check = openPorts({
  id: 'security-groups/open-egress',
  title: 'Groups do not let everything out',
  severity: 'low',
  why: 'Data can leave to any address',
  fix: 'Name the addresses and ports that are needed',
  controls: ['CKV_AWS_382', 'AVD-AWS-0104'],
  direction: 'out',
  what: 'is reached',
  isMeant: ({ isAll }) => isAll,
  examples: {
    bad: [
      `
resource "aws_security_group" "own" {
  description = "a"
  egress {
    description = "a"
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
    ],
    good: [
      `
resource "aws_security_group" "own" {
  description = "a"
  egress {
    description = "a"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
`,
    ],
  },
});
