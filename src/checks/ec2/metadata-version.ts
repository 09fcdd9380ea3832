import { collectNetwork } from '../../clouds/aws/network/collect.ts';
import { fail, pass, resourceCheck } from '../check.ts';
import { any, isOneOf } from '../rules.ts';

const demandsTokens = any(
  isOneOf('metadata_options.http_tokens', ['required']),
  isOneOf('metadata_options.http_endpoint', ['disabled']),
);

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html */
export const check = resourceCheck({
  id: 'ec2/metadata-version',
  title: 'Instances demand session tokens of their metadata',
  severity: 'high',
  why: 'A request that an application can be made to send gets the credentials of the role',
  fix: 'Set `http_tokens = "required"` in `metadata_options`',
  controls: [
    'CKV_AWS_79',
    'AVD-AWS-0028',
    'AVD-AWS-0130',
    'SecurityHub:EC2.8',
    'SecurityHub:EC2.170',
    'CIS-AWS-3.0.0:5.6',
  ],
  of: ['aws_instance', 'aws_launch_template', 'aws_launch_configuration', 'aws_spot_instance_request'],
  judge(instance, { plan }) {
    const { links } = collectNetwork(plan);
    const [template] = ['launch_template.id', 'launch_template.name'].flatMap(
      (path) => links.follow(instance, path, ['aws_launch_template']).resources,
    );
    const source =
      instance.isLeftOut('metadata_options') && template?.mode === 'managed' ? template : instance;
    if (!source.isLeftOut('metadata_options')) return demandsTokens(source);
    const defaults = plan.ofType('aws_ec2_instance_metadata_defaults');
    return defaults.some((one) => isOneOf('http_tokens', ['required'])(one).outcome === 'pass')
      ? pass
      : fail('metadata_options is not set: version 1 is answered');
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
  metadata_options {
    http_tokens = "optional"
  }
}
`,
      `
resource "aws_launch_template" "own" {}
`,
      `
resource "aws_launch_template" "own" {
  image_id      = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  metadata_options {
    http_tokens = "optional"
  }
}
resource "aws_instance" "own" {
  launch_template {
    id      = aws_launch_template.own.id
    version = "$Latest"
  }
}
`,
    ],
    good: [
      `
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  metadata_options {
    http_tokens = "required"
  }
}
`,
      `
resource "aws_launch_template" "own" {
  image_id      = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  metadata_options {
    http_tokens = "required"
  }
}
resource "aws_instance" "own" {
  launch_template {
    id      = aws_launch_template.own.id
    version = "$Latest"
  }
}
`,
      `
resource "aws_ec2_instance_metadata_defaults" "own" {
  http_tokens = "required"
}
resource "aws_instance" "own" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
`,
    ],
  },
});
