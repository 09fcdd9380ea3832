import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'route53/transfer-lock',
  title: 'Domains cannot be taken to another registrar',
  severity: 'medium',
  why: 'Whoever gets at the account or the mail of the owner takes the domain away',
  fix: 'Leave `transfer_lock` true',
  controls: ['CKV_AWS_377'],
  of: ['aws_route53domains_registered_domain'],
  judge: isNoneOf('transfer_lock', [false]),
  examples: {
    bad: [
      `
resource "aws_route53domains_registered_domain" "own" {
  domain_name   = "acme.example"
  transfer_lock = false
}
`,
    ],
    good: [
      `
resource "aws_route53domains_registered_domain" "own" {
  domain_name   = "acme.example"
  transfer_lock = true
}
`,
      `
resource "aws_route53domains_registered_domain" "own" {
  domain_name = "acme.example"
}
`,
    ],
  },
});
