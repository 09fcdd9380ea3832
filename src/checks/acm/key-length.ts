import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'acm/key-length',
  title: 'Certificates have keys of 2048 bits or more',
  severity: 'high',
  why: 'Shorter keys can be broken',
  fix: 'Set `key_algorithm` to `RSA_2048`, `EC_prime256v1` or stronger',
  controls: ['SecurityHub:ACM.2', 'Config:acm-certificate-rsa-check'],
  of: ['aws_acm_certificate'],
  judge: isNoneOf('key_algorithm', ['RSA_1024']),
  examples: {
    bad: [
      `
resource "aws_acm_certificate" "own" {
  domain_name       = "models.acme.example"
  validation_method = "DNS"
  key_algorithm     = "RSA_1024"
}
`,
    ],
    good: [
      `
resource "aws_acm_certificate" "own" {
  domain_name       = "models.acme.example"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"
}
`,
      `
resource "aws_acm_certificate" "own" {
  domain_name       = "models.acme.example"
  validation_method = "DNS"
}
`,
    ],
  },
});
