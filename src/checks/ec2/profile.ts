import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'ec2/profile',
  title: 'Instances have a role',
  severity: 'low',
  why: 'Who works there puts long-lived keys on the disk',
  fix: 'Set `iam_instance_profile`',
  controls: ['CKV2_AWS_41'],
  of: ['aws_instance'],
  judge: isSet('iam_instance_profile'),
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
  iam_instance_profile = "own"
}
`,
    ],
  },
});
