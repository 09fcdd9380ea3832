import { resourceCheck } from '../check.ts';
import { isOneOf, isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'vpc/endpoint-private-dns',
  title: 'Interface endpoints answer under the name of their service',
  severity: 'medium',
  why: 'Calls by the usual name go past the endpoint, out to the internet',
  fix: 'Set `private_dns_enabled = true`',
  controls: ['Holdfast:endpoint-without-dns'],
  of: ['aws_vpc_endpoint'],
  judge: (endpoint) =>
    isOneOf('vpc_endpoint_type', ['Interface'])(endpoint).outcome === 'pass'
      ? isTrue('private_dns_enabled')(endpoint)
      : undefined,
  examples: {
    bad: [
      `
resource "aws_vpc_endpoint" "own" {
  vpc_id       = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.eu-west-1.sts"
  vpc_endpoint_type = "Interface"
}
`,
    ],
    good: [
      `
resource "aws_vpc_endpoint" "own" {
  vpc_id       = "vpc-0123456789abcdef0"
  service_name        = "com.amazonaws.eu-west-1.sts"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
}
`,
      `
resource "aws_vpc_endpoint" "own" {
  vpc_id       = "vpc-0123456789abcdef0"
  service_name = "com.amazonaws.eu-west-1.s3"
  route_table_ids = ["rtb-0123456789abcdef0"]
}
`,
    ],
  },
});
