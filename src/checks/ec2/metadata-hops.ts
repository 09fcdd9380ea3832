import { resourceCheck } from '../check.ts';
import { is } from '../rules.ts';

export const check = resourceCheck({
  id: 'ec2/metadata-hops',
  title: 'Metadata stay on the instance',
  severity: 'low',
  why: 'Containers get the credentials of the instance',
  fix: 'Leave `http_put_response_hop_limit` at 1',
  controls: ['CKV_AWS_341'],
  of: ['aws_launch_template', 'aws_launch_configuration'],
  judge: (template) =>
    is(
      'metadata_options.http_put_response_hop_limit',
      (hops) => hops === null || Number(hops) <= 1,
      'must be 1',
    )(template),
  examples: {
    bad: [
      `
resource "aws_launch_template" "own" {
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2
  }
}
`,
    ],
    good: [
      `
resource "aws_launch_template" "own" {
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}
`,
    ],
  },
});
