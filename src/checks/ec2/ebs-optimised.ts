import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'ec2/ebs-optimised',
  title: 'Instances reach their volumes by a way of their own',
  severity: 'low',
  why: 'Traffic of the network slows the disk down',
  fix: 'Set `ebs_optimized = true`',
  controls: ['CKV_AWS_135'],
  of: ['aws_instance'],
  judge: isTrue('ebs_optimized'),
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
  ebs_optimized = true
}
`,
    ],
  },
});
