import { fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { isOneOf, isSet } from '../rules.ts';

export const check = resourceCheck({
  id: 'vpc/gateway-endpoint-routes',
  title: 'Gateway endpoints are in a route table',
  severity: 'medium',
  why: 'The endpoint looks as if traffic took it, and none does',
  fix: 'Name the route tables in `route_table_ids`, or by `aws_vpc_endpoint_route_table_association`',
  controls: ['Holdfast:endpoint-without-route'],
  of: ['aws_vpc_endpoint'],
  judge(endpoint, { plan }) {
    if (isOneOf('vpc_endpoint_type', ['Gateway', null, ''])(endpoint).outcome !== 'pass') return undefined;
    const associations = relatedTo(
      plan,
      endpoint,
      'aws_vpc_endpoint_route_table_association',
      'vpc_endpoint_id',
    );
    if (associations.known && associations.value.length > 0) return pass;
    if (endpoint.isLeftOut('route_table_ids')) return fail('no route table has it');
    return isSet('route_table_ids')(endpoint);
  },
  examples: {
    bad: [
      `
resource "aws_vpc_endpoint" "own" {
  vpc_id       = "vpc-0123456789abcdef0"
  service_name = "com.amazonaws.eu-west-1.s3"
}
`,
    ],
    good: [
      `
resource "aws_vpc_endpoint" "own" {
  vpc_id       = "vpc-0123456789abcdef0"
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = ["rtb-0123456789abcdef0"]
}
`,
    ],
  },
});
