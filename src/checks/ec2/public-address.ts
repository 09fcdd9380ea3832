import { pass, resourceCheck } from '../check.ts';
import { isFalse } from '../rules.ts';

export const check = resourceCheck({
  id: 'ec2/public-address',
  title: 'Instances have no public address',
  severity: 'medium',
  why: 'The instance can be reached from the internet as far as its groups let',
  fix: 'Set `associate_public_ip_address = false`',
  controls: ['CKV_AWS_88', 'AVD-AWS-0009', 'SecurityHub:EC2.9', 'SecurityHub:EC2.25'],
  of: ['aws_instance', 'aws_launch_configuration'],
  judge: (instance) =>
    instance.isLeftOut('associate_public_ip_address')
      ? pass
      : isFalse('associate_public_ip_address')(instance),
  examples: {
    bad: [
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  associate_public_ip_address = true
}
`,
    ],
    good: [
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
`,
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  associate_public_ip_address = false
}
`,
    ],
  },
});
