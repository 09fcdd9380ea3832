import { fail, pass, resourceCheck } from '../check.ts';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html */
export const check = resourceCheck({
  id: 'bedrock/invocation-logging',
  title: 'What Bedrock is asked and answers is logged',
  severity: 'low',
  why: 'The log is off until it is configured: nobody can see afterwards what was asked, by whom, and what was answered',
  fix: 'Add an `aws_bedrock_model_invocation_logging_configuration`; there is one for the whole region, so another root may have it',
  controls: ['MLSEC06-BP02'],
  of: [
    'aws_bedrockagent_agent',
    'aws_bedrock_custom_model',
    'aws_bedrock_provisioned_model_throughput',
    'aws_bedrockagent_flow',
  ],
  judge: (_resource, { plan }) =>
    plan.ofType('aws_bedrock_model_invocation_logging_configuration').length > 0
      ? pass
      : fail('no aws_bedrock_model_invocation_logging_configuration is in this root'),
  examples: {
    bad: [
      `
resource "aws_bedrock_provisioned_model_throughput" "main" {
  provisioned_model_name = "main"
  model_arn              = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-text-express-v1"
  model_units            = 1
}
`,
    ],
    good: [
      `
resource "aws_bedrock_provisioned_model_throughput" "main" {
  provisioned_model_name = "main"
  model_arn              = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-text-express-v1"
  model_units            = 1
}

resource "aws_bedrock_model_invocation_logging_configuration" "main" {
  logging_config {
    text_data_delivery_enabled = true
    s3_config {
      bucket_name = "bedrock-log-of-ours"
    }
  }
}
`,
    ],
  },
});
