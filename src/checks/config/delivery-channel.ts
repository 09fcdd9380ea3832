import { fail, pass, resourceCheck } from '../check.ts';

export const check = resourceCheck({
  id: 'config/delivery-channel',
  title: 'AWS Config delivers what it records',
  severity: 'medium',
  why: 'A recorder without a channel cannot be started',
  fix: 'Add an `aws_config_delivery_channel`',
  controls: ['SecurityHub:Config.1'],
  of: ['aws_config_configuration_recorder'],
  judge: (_, { plan }) =>
    plan.ofType('aws_config_delivery_channel').length > 0
      ? pass
      : fail('there is no aws_config_delivery_channel'),
  examples: {
    bad: [
      `
resource "aws_config_configuration_recorder" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/config"
}
`,
    ],
    good: [
      `
resource "aws_config_configuration_recorder" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/config"
}
resource "aws_config_delivery_channel" "own" {
  s3_bucket_name = "logs"
}
`,
    ],
  },
});
