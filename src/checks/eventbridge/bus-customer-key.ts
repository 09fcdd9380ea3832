import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-at-rest-key-options.html */
export const check = resourceCheck({
  id: 'eventbridge/bus-customer-key',
  title: 'Event buses, archives, pipes and connections are encrypted with a customer key',
  severity: 'low',
  why: 'With the key of AWS nobody can say, or narrow, who decrypts the events and the credentials of connections',
  fix: 'Set `kms_key_identifier` to a customer key',
  controls: ['MLSEC02-BP01'],
  of: [
    'aws_cloudwatch_event_bus',
    'aws_cloudwatch_event_archive',
    'aws_cloudwatch_event_connection',
    'aws_pipes_pipe',
  ],
  judge: (resource, { plan }) => isCustomerKey('kms_key_identifier', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_cloudwatch_event_bus" "models" {
  name = "models"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "events" {
  enable_key_rotation = true
}

resource "aws_cloudwatch_event_bus" "models" {
  name               = "models"
  kms_key_identifier = aws_kms_key.events.arn
}
`,
    ],
  },
});
