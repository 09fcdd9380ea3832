import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'vpc/transit-gateway-acceptance',
  title: 'Transit gateways take no VPC without being asked',
  severity: 'low',
  why: 'Whoever the gateway is shared with connects any network',
  fix: 'Leave `auto_accept_shared_attachments` at `disable`',
  controls: ['CKV_AWS_331', 'SecurityHub:EC2.23'],
  of: ['aws_ec2_transit_gateway'],
  judge: isNoneOf('auto_accept_shared_attachments', ['enable']),
  examples: {
    bad: [
      `
resource "aws_ec2_transit_gateway" "own" {
  auto_accept_shared_attachments = "enable"
}
`,
    ],
    good: [
      `
resource "aws_ec2_transit_gateway" "own" {}
`,
    ],
  },
});
