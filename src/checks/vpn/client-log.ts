import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'vpn/client-log',
  title: 'Connections of clients are recorded',
  severity: 'medium',
  why: 'Who came in, and from where, cannot be found out afterwards',
  fix: 'Set `enabled = true` in `connection_log_options`',
  controls: ['SecurityHub:EC2.51', 'Config:ec2-client-vpn-connection-log-enabled'],
  of: ['aws_ec2_client_vpn_endpoint'],
  judge: isTrue('connection_log_options.enabled'),
  examples: {
    bad: [
      `
resource "aws_ec2_client_vpn_endpoint" "own" {
  server_certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
  client_cidr_block      = "10.8.0.0/16"
  authentication_options {
    type                       = "certificate-authentication"
    root_certificate_chain_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/2"
  }
  connection_log_options {
    enabled = false
  }
}
`,
    ],
    good: [
      `
resource "aws_ec2_client_vpn_endpoint" "own" {
  server_certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
  client_cidr_block      = "10.8.0.0/16"
  authentication_options {
    type                       = "certificate-authentication"
    root_certificate_chain_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/2"
  }
  connection_log_options {
    enabled              = true
    cloudwatch_log_group = "vpn"
  }
}
`,
    ],
  },
});
