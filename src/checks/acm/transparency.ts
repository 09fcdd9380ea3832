import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'acm/transparency',
  title: 'Certificates are in the public logs',
  severity: 'low',
  why: 'A certificate for the same name that somebody else got by fraud goes unnoticed, and browsers trust neither',
  fix: 'Leave `certificate_transparency_logging_preference` at `ENABLED`',
  controls: ['CKV_AWS_234'],
  of: ['aws_acm_certificate'],
  judge: isNoneOf('options.certificate_transparency_logging_preference', ['DISABLED']),
  examples: {
    bad: [
      `
resource "aws_acm_certificate" "own" {
  domain_name       = "models.acme.example"
  validation_method = "DNS"
  options {
    certificate_transparency_logging_preference = "DISABLED"
  }
}
`,
    ],
    good: [
      `
resource "aws_acm_certificate" "own" {
  domain_name       = "models.acme.example"
  validation_method = "DNS"
}
`,
    ],
  },
});
