import { cannotTell, fail, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { isUnset } from '../rules.ts';

const isPublic = isUnset('vpc');

export const check = resourceCheck({
  id: 'route53/query-log',
  title: 'Public zones record what is asked',
  severity: 'low',
  why: 'Whether somebody looks for hosts, or takes data out by names, cannot be found out afterwards',
  fix: 'Add an `aws_route53_query_log`',
  controls: ['CKV2_AWS_39', 'SecurityHub:Route53.2'],
  of: ['aws_route53_zone'],
  judge(zone, { plan }) {
    if (isPublic(zone).outcome === 'fail') return undefined;
    const logs = relatedTo(plan, zone, 'aws_route53_query_log', 'zone_id');
    if (!logs.known) return cannotTell(logs.because);
    return logs.value.length > 0 ? pass : fail('no aws_route53_query_log names it');
  },
  examples: {
    bad: [
      `
resource "aws_route53_zone" "own" {
  name = "acme.example"
}
`,
    ],
    good: [
      `
resource "aws_route53_zone" "own" {
  name = "acme.example"
}
resource "aws_route53_query_log" "own" {
  zone_id                  = aws_route53_zone.own.zone_id
  cloudwatch_log_group_arn = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/own"
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
