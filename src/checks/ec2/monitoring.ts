import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'ec2/monitoring',
  title: 'Instances are watched by the minute',
  severity: 'low',
  why: 'What happens between two five-minute values is not seen',
  fix: 'Set `monitoring = true`',
  isChangeSafe: true,
  controls: ['CKV_AWS_126'],
  of: ['aws_instance'],
  judge: isTrue('monitoring'),
  examples: {
    bad: [
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
`,
    ],
    good: [
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  monitoring = true
}
`,
    ],
  },
});
