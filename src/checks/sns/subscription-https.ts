import { unshown } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { all, isNoneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html */
export const check = resourceCheck({
  id: 'sns/subscription-https',
  title: 'SNS delivers over TLS only',
  severity: 'medium',
  why: 'Over plain HTTP whoever is on the way reads the messages, and can answer in the place of the subscriber',
  fix: 'Set `protocol = "https"` with an `https://` endpoint',
  controls: ['MLSEC02-BP01'],
  of: ['aws_sns_topic_subscription'],
  judge: all(
    isNoneOf('protocol', ['http']),
    unshown(
      'endpoint',
      (endpoint) => typeof endpoint !== 'string' || !/^http:/i.test(endpoint),
      'begins with http://',
    ),
  ),
  examples: {
    bad: [
      `
resource "aws_sns_topic_subscription" "pager" {
  topic_arn = "arn:aws:sns:eu-west-1:111122223333:alerts"
  protocol  = "http"
  endpoint  = "http://pager.example.com/hook"
}
`,
    ],
    good: [
      `
resource "aws_sns_topic_subscription" "pager" {
  topic_arn = "arn:aws:sns:eu-west-1:111122223333:alerts"
  protocol  = "https"
  endpoint  = "https://pager.example.com/hook"
}
`,
    ],
  },
});
