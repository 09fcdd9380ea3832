import { cannotTell, fail, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { best, isOneOf, isUnset } from '../rules.ts';

const isPublic = isUnset('vpc');

export const check = resourceCheck({
  id: 'route53/dnssec',
  title: 'Public zones are signed',
  severity: 'low',
  why: 'Whoever can forge an answer on the way sends callers to their own hosts',
  fix: 'Add an `aws_route53_key_signing_key` and an `aws_route53_hosted_zone_dnssec`',
  controls: ['CKV2_AWS_38'],
  of: ['aws_route53_zone'],
  judge(zone, { plan }) {
    if (isPublic(zone).outcome === 'fail') return undefined;
    const signed = relatedTo(plan, zone, 'aws_route53_hosted_zone_dnssec', 'hosted_zone_id');
    if (!signed.known) return cannotTell(signed.because);
    if (signed.value.length === 0) return fail('no aws_route53_hosted_zone_dnssec names it');
    return best(signed.value.map(isOneOf('signing_status', ['SIGNING', null])));
  },
  examples: {
    bad: [
      `
resource "aws_route53_zone" "own" {
  name = "acme.example"
}
`,
      `
resource "aws_route53_zone" "own" {
  name = "acme.example"
}
resource "aws_route53_hosted_zone_dnssec" "own" {
  hosted_zone_id = aws_route53_zone.own.zone_id
  signing_status = "NOT_SIGNING"
}
`,
    ],
    good: [
      `
resource "aws_route53_zone" "own" {
  name = "acme.example"
}
resource "aws_route53_hosted_zone_dnssec" "own" {
  hosted_zone_id = aws_route53_zone.own.zone_id
}
`,
      `
resource "aws_route53_zone" "own" {
  name = "acme.example"
  vpc {
    vpc_id = "vpc-0123456789abcdef0"
  }
}
`,
    ],
  },
});
