import { fail, resourceCheck } from '../check.ts';
import { any, isOneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'ec2/metadata-version',
  title: 'Instances demand session tokens of their metadata',
  severity: 'high',
  why: 'A request that an application can be made to send gets the credentials of the role',
  fix: 'Set `http_tokens = "required"` in `metadata_options`',
  controls: ['CKV_AWS_79', 'AVD-AWS-0028', 'AVD-AWS-0130', 'SecurityHub:EC2.8', 'CIS-AWS-3.0.0:5.6'],
  of: ['aws_instance', 'aws_launch_template', 'aws_launch_configuration', 'aws_spot_instance_request'],
  judge: (instance) =>
    instance.isLeftOut('metadata_options')
      ? fail('metadata_options is not set: version 1 is answered')
      : any(
          isOneOf('metadata_options.http_tokens', ['required']),
          isOneOf('metadata_options.http_endpoint', ['disabled']),
        )(instance),
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
    ],
  },
});
