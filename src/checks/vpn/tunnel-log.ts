import { fail, resourceCheck } from '../check.ts';
import { all, isTrue, type Rule } from '../rules.ts';

function writesLog(options: string): Rule {
  return (connection) =>
    connection.isLeftOut(options)
      ? fail(`${options} is not set`)
      : isTrue(`${options}.cloudwatch_log_options.log_enabled`)(connection);
}

export const check = resourceCheck({
  id: 'vpn/tunnel-log',
  title: 'Tunnels of VPN connections write a log',
  severity: 'low',
  why: 'Why a tunnel fell, and who tried to open it, cannot be found out afterwards',
  fix: 'Enable `cloudwatch_log_options` in `tunnel1_log_options` and `tunnel2_log_options`',
  controls: ['SecurityHub:EC2.171', 'Config:ec2-vpn-connection-logging-enabled'],
  of: ['aws_vpn_connection'],
  judge: all(...['tunnel1_log_options', 'tunnel2_log_options'].map(writesLog)),
  examples: {
    bad: [
      `
resource "aws_vpn_connection" "own" {
  customer_gateway_id = "cgw-0123456789abcdef0"
  vpn_gateway_id      = "vgw-0123456789abcdef0"
  type                = "ipsec.1"
  
}
`,
      `
resource "aws_vpn_connection" "own" {
  customer_gateway_id = "cgw-0123456789abcdef0"
  vpn_gateway_id      = "vgw-0123456789abcdef0"
  type                = "ipsec.1"
  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:vpn"
    }
  }
  
}
`,
    ],
    good: [
      `
resource "aws_vpn_connection" "own" {
  customer_gateway_id = "cgw-0123456789abcdef0"
  vpn_gateway_id      = "vgw-0123456789abcdef0"
  type                = "ipsec.1"
  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:vpn"
    }
  }
  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:vpn"
    }
  }
  
}
`,
    ],
  },
});
