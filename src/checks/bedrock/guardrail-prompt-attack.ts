import type { Attributes } from '../../terraform/plan/plan.ts';
import { fail, pass, resourceCheck } from '../check.ts';
import { all, isNoneOf, isOneOf, type Rule, some } from '../rules.ts';

const notOff = (name: string): Rule => {
  const rule = isNoneOf(name, [false, 'NONE']);
  return (filter: Attributes) => (filter.isLeftOut(name) ? pass : rule(filter));
};

/** https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-prompt-attack.html */
export const check = resourceCheck({
  id: 'bedrock/guardrail-prompt-attack',
  title: 'Guardrails look for attacks in prompts',
  severity: 'medium',
  why: 'A text that tells the model to forget its instructions goes through otherwise',
  fix: 'Add a filter with `type = "PROMPT_ATTACK"` and `input_strength = "HIGH"` to `content_policy_config`',
  controls: ['MLSEC05-BP01'],
  of: ['aws_bedrock_guardrail'],
  judge(guardrail) {
    const found = some(
      'content_policy_config.filters_config',
      all(
        isOneOf('type', ['PROMPT_ATTACK']),
        isNoneOf('input_strength', ['NONE']),
        notOff('input_enabled'),
        notOff('input_action'),
      ),
    )(guardrail);
    return found.outcome === 'fail' ? fail('no filter for PROMPT_ATTACK is on for inputs') : found;
  },
  examples: {
    bad: [
      `
resource "aws_bedrock_guardrail" "main" {
  name                      = "main"
  blocked_input_messaging   = "This cannot be answered."
  blocked_outputs_messaging = "This cannot be answered."
  content_policy_config {
    filters_config {
      type            = "HATE"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }
  }
}
`,
      `
resource "aws_bedrock_guardrail" "main" {
  name                      = "main"
  blocked_input_messaging   = "This cannot be answered."
  blocked_outputs_messaging = "This cannot be answered."
  content_policy_config {
    filters_config {
      type            = "PROMPT_ATTACK"
      input_strength  = "NONE"
      output_strength = "NONE"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_bedrock_guardrail" "main" {
  name                      = "main"
  blocked_input_messaging   = "This cannot be answered."
  blocked_outputs_messaging = "This cannot be answered."
  content_policy_config {
    filters_config {
      type            = "HATE"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }
    filters_config {
      type            = "PROMPT_ATTACK"
      input_strength  = "HIGH"
      output_strength = "NONE"
    }
  }
}
`,
    ],
  },
});
