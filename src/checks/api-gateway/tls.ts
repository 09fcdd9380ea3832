import { resourceCheck } from '../check.ts';
import { is } from '../rules.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html */
const isNew = /^(?:TLS_1_2|SecurityPolicy_TLS1[23]_.+)$/;

export const check = resourceCheck({
  id: 'api-gateway/tls',
  title: 'Domains of APIs refuse old versions of TLS',
  severity: 'high',
  why: 'Old versions have known holes',
  fix: 'Set `security_policy = "TLS_1_2"`',
  controls: ['CKV_AWS_206', 'AVD-AWS-0005'],
  of: ['aws_api_gateway_domain_name'],
  judge: is('security_policy', (value) => isNew.test(String(value)), 'must be TLS_1_2 or newer'),
  examples: {
    bad: [
      `
resource "aws_api_gateway_domain_name" "own" {
  domain_name     = "api.acme.example"
  security_policy = "TLS_1_0"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1"
}
`,
    ],
    good: [
      `
resource "aws_api_gateway_domain_name" "own" {
  domain_name     = "api.acme.example"
  security_policy = "TLS_1_2"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1"
}
`,
    ],
  },
});
