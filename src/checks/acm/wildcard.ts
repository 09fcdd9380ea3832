import { resourceCheck } from '../check.ts';
import { all, is, type Rule } from '../rules.ts';

const isHost = (path: string): Rule =>
  is(path, (name) => !String(name).startsWith('*.'), 'must be no wildcard');

export const check = resourceCheck({
  id: 'acm/wildcard',
  title: 'Certificates name their hosts',
  severity: 'low',
  why: 'Whoever gets the key of one host can pretend to be all others',
  fix: 'Name each host in `domain_name` and `subject_alternative_names`',
  controls: ['CKV2_AWS_71'],
  of: ['aws_acm_certificate'],
  judge: all(
    isHost('domain_name'),
    is(
      'subject_alternative_names',
      (names) => !JSON.stringify(names).includes('"*.'),
      'must have no wildcard',
    ),
  ),
  examples: {
    bad: [
      `
resource "aws_acm_certificate" "own" {
  domain_name       = "*.acme.example"
  validation_method = "DNS"
}
`,
      `
resource "aws_acm_certificate" "own" {
  domain_name               = "acme.example"
  subject_alternative_names = ["*.acme.example"]
  validation_method         = "DNS"
}
`,
    ],
    good: [
      `
resource "aws_acm_certificate" "own" {
  domain_name               = "models.acme.example"
  subject_alternative_names = ["api.acme.example"]
  validation_method         = "DNS"
}
`,
    ],
  },
});
