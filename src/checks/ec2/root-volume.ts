import { fail, pass, resourceCheck } from '../check.ts';
import { all, any, each, isOneOf, isTrue, isUnset, some } from '../rules.ts';

export const check = resourceCheck({
  id: 'ec2/root-volume',
  title: 'Volumes of instances are encrypted',
  severity: 'high',
  why: 'Whoever gets at a copy of the volume reads it',
  fix: 'Set `encrypted = true` in `root_block_device` and `ebs_block_device`',
  controls: [
    'CKV_AWS_8',
    'AVD-AWS-0131',
    'AVD-AWS-0008',
    'AVD-AWS-0122',
    'SecurityHub:EC2.3',
    'SecurityHub:EC2.181',
  ],
  of: ['aws_instance', 'aws_launch_template', 'aws_launch_configuration', 'aws_spot_instance_request'],
  judge(instance, { plan }) {
    const byDefault = plan
      .ofType('aws_ebs_encryption_by_default')
      .some((one) => isTrue('enabled')(one).outcome === 'pass');
    if (byDefault) return pass;
    if (instance.type === 'aws_launch_template')
      return each(
        'block_device_mappings',
        any(isUnset('ebs'), isOneOf('ebs.encrypted', ['true', true])),
      )(instance);
    if (instance.isLeftOut('root_block_device'))
      return fail('its root volume is not encrypted: there is no root_block_device');
    return all(
      some('root_block_device', isTrue('encrypted')),
      each('ebs_block_device', isTrue('encrypted')),
    )(instance);
  },
  examples: {
    bad: [
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
  root_block_device {
    encrypted = false
  }
}
`,
      `
resource "aws_launch_template" "own" {
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 20
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  root_block_device {
    encrypted = true
  }
}
`,
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
resource "aws_ebs_encryption_by_default" "own" {}
`,
      `
resource "aws_launch_template" "own" {
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted = "true"
    }
  }
  block_device_mappings {
    device_name  = "/dev/xvdb"
    virtual_name = "ephemeral0"
  }
}
`,
    ],
  },
});
