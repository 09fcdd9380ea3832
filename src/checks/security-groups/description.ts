import { resourceCheck } from '../check.ts';
import { all, each, isNoneOf, isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'security-groups/description',
  title: 'Groups and rules say what they are for',
  severity: 'low',
  why: 'Nobody dares to remove what nobody understands',
  fix: 'Set `description`',
  controls: ['CKV_AWS_23', 'AVD-AWS-0099', 'AVD-AWS-0124'],
  of: [
    'aws_security_group',
    'aws_security_group_rule',
    'aws_vpc_security_group_ingress_rule',
    'aws_vpc_security_group_egress_rule',
  ],
  judge: (resource) =>
    all(
      isNoneOf('description', [null, '', 'Managed by Terraform']),
      each('ingress', isSet('description')),
      each('egress', isSet('description')),
    )(resource),
  examples: {
    bad: [
      `
resource "aws_security_group" "own" {}
`,
      `
resource "aws_security_group_rule" "own" {
  type              = "ingress"
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 443
  to_port           = 443
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
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
    ],
  },
});
