import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-agents-new.html */
export const check = resourceCheck({
  id: 'bedrock/agent-customer-key',
  title: 'Bedrock agents, flows and prompts are encrypted with a customer key',
  severity: 'medium',
  why: 'Instructions and sessions hold what people asked: with a key of AWS nobody can say, or narrow, who decrypts them',
  fix: 'Set `customer_encryption_key_arn` to a customer key',
  controls: ['CKV_AWS_373', 'MLSEC02-BP01'],
  of: ['aws_bedrockagent_agent', 'aws_bedrockagent_flow', 'aws_bedrockagent_prompt'],
  judge: (resource, { plan }) => isCustomerKey('customer_encryption_key_arn', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_bedrockagent_agent" "helper" {
  agent_name              = "helper"
  agent_resource_role_arn = "arn:aws:iam::111122223333:role/helper"
  foundation_model        = "anthropic.claude-3-haiku-20240307-v1:0"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "agents" {
  enable_key_rotation = true
}

resource "aws_bedrockagent_agent" "helper" {
  agent_name              = "helper"
  agent_resource_role_arn = "arn:aws:iam::111122223333:role/helper"
  foundation_model        = "anthropic.claude-3-haiku-20240307-v1:0"
  customer_encryption_key_arn = aws_kms_key.agents.arn
}
`,
    ],
  },
});
