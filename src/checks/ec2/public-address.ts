import { pass, resourceCheck } from '../check.ts';
import { each, isOneOf, type Rule } from '../rules.ts';

/** In a launch template it is text. */
const isPrivate: Rule = (one) =>
  one.isLeftOut('associate_public_ip_address')
    ? pass
    : isOneOf('associate_public_ip_address', [false, 'false', null, ''])(one);

export const check = resourceCheck({
  id: 'ec2/public-address',
  title: 'Instances have no public address',
  severity: 'medium',
  why: 'The instance can be reached from the internet as far as its groups let',
  fix: 'Set `associate_public_ip_address = false`',
  controls: ['CKV_AWS_88', 'AVD-AWS-0009', 'SecurityHub:EC2.9', 'SecurityHub:EC2.25'],
  of: ['aws_instance', 'aws_launch_template', 'aws_launch_configuration', 'aws_spot_instance_request'],
  judge: (instance) =>
    instance.type === 'aws_launch_template'
      ? each('network_interfaces', isPrivate)(instance)
      : isPrivate(instance),
  examples: {
    bad: [
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  associate_public_ip_address = true
}
`,
      `
resource "aws_launch_template" "own" {
  network_interfaces {
    associate_public_ip_address = "true"
  }
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
      `
resource "aws_launch_template" "own" {
  network_interfaces {
    associate_public_ip_address = "false"
  }
}
`,
    ],
  },
});
