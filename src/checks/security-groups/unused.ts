import { resourceCheck } from '../check.ts';
import { judgeUse } from '../in-use.ts';
import { usersOf } from '../related.ts';

export const check = resourceCheck({
  id: 'security-groups/unused',
  title: 'Groups are attached to something',
  severity: 'low',
  why: 'A group that looks as if it protected something and protects nothing gives a false sense of safety',
  fix: 'Attach it, or remove it',
  controls: ['CKV2_AWS_5', 'Holdfast:unattached'],
  of: ['aws_security_group'],
  judge(group, { plan }) {
    const isUsed = usersOf(plan, group).some(({ type }) => !type.includes('security_group'));
    return judgeUse(plan, group, isUsed, 'nothing here is in it');
  },
  examples: {
    bad: [
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
resource "aws_instance" "own" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.own.id]
}
`,
    ],
  },
});
