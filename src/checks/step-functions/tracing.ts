import { resourceCheck } from '../check.ts';
import { isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html */
export const check = resourceCheck({
  id: 'step-functions/tracing',
  title: 'State machines are traced',
  severity: 'low',
  why: 'Without traces nobody sees which service a run called, and which of them failed',
  fix: 'Set `enabled = true` in `tracing_configuration`',
  controls: ['CKV_AWS_284', 'AwsSolutions-SF2'],
  of: ['aws_sfn_state_machine'],
  judge: isTrue('tracing_configuration.enabled'),
  examples: {
    bad: [
      `
resource "aws_sfn_state_machine" "retrain" {
  name       = "retrain"
  role_arn   = "arn:aws:iam::111122223333:role/retrain"
  definition = jsonencode({ StartAt = "End", States = { End = { Type = "Succeed" } } })
}
`,
    ],
    good: [
      `
resource "aws_sfn_state_machine" "retrain" {
  name       = "retrain"
  role_arn   = "arn:aws:iam::111122223333:role/retrain"
  definition = jsonencode({ StartAt = "End", States = { End = { Type = "Succeed" } } })
  tracing_configuration {
    enabled = true
  }
}
`,
    ],
  },
});
