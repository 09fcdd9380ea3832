import { resourceCheck } from '../check.ts';
import { all, isAtLeast, isTrue } from '../rules.ts';

const path = 'security_headers_config.strict_transport_security';

export const check = resourceCheck({
  id: 'cloudfront/strict-transport',
  title: 'Policies of headers demand HTTPS for a year',
  severity: 'low',
  why: 'The next visit can begin without TLS, and be taken over there',
  fix: 'Set `access_control_max_age_sec = 31536000`, `include_subdomains` and `preload` in `strict_transport_security`',
  controls: ['CKV_AWS_259'],
  of: ['aws_cloudfront_response_headers_policy'],
  judge: all(
    isAtLeast(`${path}.access_control_max_age_sec`, 31_536_000),
    isTrue(`${path}.include_subdomains`),
    isTrue(`${path}.preload`),
    isTrue(`${path}.override`),
  ),
  examples: {
    bad: [
      `
resource "aws_cloudfront_response_headers_policy" "own" {
  name = "own"
  security_headers_config {
    content_type_options {
      override = true
    }
  }
}
`,
      `
resource "aws_cloudfront_response_headers_policy" "own" {
  name = "own"
  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 60
      override                   = true
      include_subdomains         = true
      preload                    = true
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_cloudfront_response_headers_policy" "own" {
  name = "own"
  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 31536000
      override                   = true
      include_subdomains         = true
      preload                    = true
    }
  }
}
`,
    ],
  },
});
