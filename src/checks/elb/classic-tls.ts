import { resourceCheck } from '../check.ts';
import { each, is } from '../rules.ts';

export const check = resourceCheck({
  id: 'elb/classic-tls',
  title: 'Listeners of classic load balancers speak TLS',
  severity: 'high',
  why: 'What is sent can be read and changed on the way',
  fix: 'Set `lb_protocol` to `https` or `ssl`, with a certificate',
  controls: ['CKV_AWS_376', 'SecurityHub:ELB.3', 'MLSEC02-BP01'],
  of: ['aws_elb'],
  judge: each(
    'listener',
    is('lb_protocol', (value) => /^(?:https|ssl)$/i.test(String(value)), 'must be https or ssl'),
  ),
  examples: {
    bad: [
      `
resource "aws_elb" "own" {
  subnets = ["subnet-0123456789abcdef0"]
  listener {
    instance_port     = 80
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
  }
}
`,
    ],
    good: [
      `
resource "aws_elb" "own" {
  subnets = ["subnet-0123456789abcdef0"]
  listener {
    instance_port     = 80
    instance_protocol = "http"
    lb_port           = 443
    lb_protocol       = "https"
    ssl_certificate_id = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
  }
}
`,
    ],
  },
});
