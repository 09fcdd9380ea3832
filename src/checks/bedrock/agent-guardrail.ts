import { failsLeftOut } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { isSet, some } from '../rules.ts';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/agents-guardrail.html */
export const check = resourceCheck({
  id: 'bedrock/agent-guardrail',
  title: 'Bedrock agents have a guardrail',
  severity: 'medium',
  why: 'Nothing stands between what somebody writes and what the agent does with its tools, or between the model and who reads the answer',
  fix: 'Add a `guardrail_configuration` with the guardrail and its version',
  controls: ['CKV_AWS_383', 'MLSEC05-BP01'],
  of: ['aws_bedrockagent_agent'],
  judge: failsLeftOut(
    'guardrail_configuration',
    'there is none',
    some('guardrail_configuration', isSet('guardrail_identifier')),
  ),
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
resource "aws_bedrockagent_agent" "helper" {
  agent_name              = "helper"
  agent_resource_role_arn = "arn:aws:iam::111122223333:role/helper"
  foundation_model        = "anthropic.claude-3-haiku-20240307-v1:0"
  guardrail_configuration = [{
    guardrail_identifier = "gr0123456789"
    guardrail_version    = "1"
  }]
}
`,
    ],
  },
});
