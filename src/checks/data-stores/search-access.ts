import { failsLeftOut } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { all, has, is, isTrue } from '../rules.ts';

const fineGrained = 'advanced_security_options.enabled';
const policy = 'domain_endpoint_options.tls_security_policy';

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html */
export const check = resourceCheck({
  id: 'data-stores/search-access',
  title: 'Domains of OpenSearch are in the VPC, ask who it is, and take TLS 1.2',
  severity: 'medium',
  why: 'A domain outside a VPC has an address on the internet, and only its policy stands before the data',
  fix: 'Add `vpc_options` and `advanced_security_options`, and set `tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"`',
  controls: [
    'CKV_AWS_137',
    'CKV_AWS_228',
    'CKV2_AWS_52',
    'AVD-AWS-0126',
    'SecurityHub:Opensearch.2',
    'SecurityHub:Opensearch.7',
    'SecurityHub:Opensearch.8',
    'SecurityHub:ES.2',
    'AwsSolutions-OS1',
  ],
  of: ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
  judge: all(
    has('vpc_options'),
    failsLeftOut(fineGrained, 'off', isTrue(fineGrained)),
    failsLeftOut(
      policy,
      'one that takes TLS 1.0',
      is(
        policy,
        (value) => typeof value === 'string' && /^Policy-Min-TLS-1-[23]-/.test(value),
        'must be of TLS 1.2 at least',
      ),
    ),
  ),
  examples: {
    bad: [
      `
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
}
`,
      `
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
  vpc_options {
    subnet_ids = ["subnet-11111111"]
  }
  advanced_security_options {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"
  }
}
`,
    ],
    good: [
      `
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
  vpc_options {
    subnet_ids = ["subnet-11111111"]
  }
  advanced_security_options {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }
}
`,
    ],
  },
});
