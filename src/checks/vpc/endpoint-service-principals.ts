import { resourceCheck } from '../check.ts';
import { is, isNoneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html */
export const check = resourceCheck({
  id: 'vpc/endpoint-service-principals',
  title: 'Endpoint services name who may connect',
  severity: 'high',
  why: 'Every AWS account can ask for a connection to the service behind it',
  fix: 'Name accounts or roles in `allowed_principals`',
  controls: [],
  of: ['aws_vpc_endpoint_service', 'aws_vpc_endpoint_service_allowed_principal'],
  judge: (service) =>
    service.type === 'aws_vpc_endpoint_service'
      ? is(
          'allowed_principals',
          (names) => !JSON.stringify(names).includes('"*"'),
          'must not have *',
        )(service)
      : isNoneOf('principal_arn', ['*'])(service),
  examples: {
    bad: [
      `
resource "aws_vpc_endpoint_service" "own" {
  acceptance_required        = true
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/own/1"]
  allowed_principals         = ["*"]
}
`,
      `
resource "aws_vpc_endpoint_service_allowed_principal" "own" {
  vpc_endpoint_service_id = "vpce-svc-0123456789abcdef0"
  principal_arn           = "*"
}
`,
    ],
    good: [
      `
resource "aws_vpc_endpoint_service" "own" {
  acceptance_required        = true
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/own/1"]
  allowed_principals         = ["arn:aws:iam::123456789012:root"]
}
`,
    ],
  },
});
