import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions.html */
export const check = resourceCheck({
  id: 'bedrock/guardrail-key',
  title: 'Guardrails are encrypted with a customer key',
  severity: 'low',
  why: 'A guardrail lists what must not pass: with a key of AWS nobody can say, or narrow, who reads it',
  fix: 'Set `kms_key_arn` to a customer key',
  controls: ['MLSEC02-BP01'],
  of: ['aws_bedrock_guardrail'],
  judge: (resource, { plan }) => isCustomerKey('kms_key_arn', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_bedrock_guardrail" "main" {
  name                      = "main"
  blocked_input_messaging   = "This cannot be answered."
  blocked_outputs_messaging = "This cannot be answered."
  word_policy_config {
    managed_word_lists_config {
      type = "PROFANITY"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "guardrails" {
  enable_key_rotation = true
}

resource "aws_bedrock_guardrail" "main" {
  name                      = "main"
  blocked_input_messaging   = "This cannot be answered."
  blocked_outputs_messaging = "This cannot be answered."
  kms_key_arn               = aws_kms_key.guardrails.arn
  word_policy_config {
    managed_word_lists_config {
      type = "PROFANITY"
    }
  }
}
`,
    ],
  },
});
