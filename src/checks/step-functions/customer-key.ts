import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { all, isOneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html */
export const check = resourceCheck({
  id: 'step-functions/customer-key',
  title: 'State machines are encrypted with a customer key',
  severity: 'low',
  why: 'Inputs and outputs of each step are kept: with a key of AWS, who may describe a run reads them',
  fix: 'Add an `encryption_configuration` with `type = "CUSTOMER_MANAGED_KMS_KEY"` and `kms_key_id`',
  controls: ['MLSEC02-BP01'],
  of: ['aws_sfn_state_machine', 'aws_sfn_activity'],
  judge: (resource, { plan }) =>
    all(
      isOneOf('encryption_configuration.type', ['CUSTOMER_MANAGED_KMS_KEY']),
      isCustomerKey('encryption_configuration.kms_key_id', plan),
    )(resource),
  examples: {
    bad: [
      `
resource "aws_sfn_state_machine" "retrain" {
  name       = "retrain"
  role_arn   = "arn:aws:iam::111122223333:role/retrain"
  definition = jsonencode({ StartAt = "End", States = { End = { Type = "Succeed" } } })
}
`,
      `
resource "aws_sfn_state_machine" "retrain" {
  name       = "retrain"
  role_arn   = "arn:aws:iam::111122223333:role/retrain"
  definition = jsonencode({ StartAt = "End", States = { End = { Type = "Succeed" } } })
  encryption_configuration {
    type = "AWS_OWNED_KEY"
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "retrain" {
  enable_key_rotation = true
}

resource "aws_sfn_state_machine" "retrain" {
  name       = "retrain"
  role_arn   = "arn:aws:iam::111122223333:role/retrain"
  definition = jsonencode({ StartAt = "End", States = { End = { Type = "Succeed" } } })
  encryption_configuration {
    type       = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id = aws_kms_key.retrain.arn
  }
}
`,
    ],
  },
});
