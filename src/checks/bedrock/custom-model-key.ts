import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html */
export const check = resourceCheck({
  id: 'bedrock/custom-model-key',
  title: 'Custom models of Bedrock are encrypted with a customer key',
  severity: 'medium',
  why: 'The weights remember what they were trained on: with a key of AWS nobody can say, or narrow, who decrypts them',
  fix: 'Set `custom_model_kms_key_id` to a customer key',
  controls: ['MLSEC02-BP01', 'ATLAS:AML.M0005'],
  of: ['aws_bedrock_custom_model'],
  judge: (resource, { plan }) => isCustomerKey('custom_model_kms_key_id', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_bedrock_custom_model" "tuned" {
  custom_model_name     = "tuned"
  job_name              = "tuned"
  base_model_identifier = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-text-express-v1"
  role_arn              = "arn:aws:iam::111122223333:role/tune"
  hyperparameters = {
    epochCount = "1"
  }
  training_data_config {
    s3_uri = "s3://data-of-ours/train.jsonl"
  }
  output_data_config {
    s3_uri = "s3://models-of-ours/tuned/"
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "models" {
  enable_key_rotation = true
}

resource "aws_bedrock_custom_model" "tuned" {
  custom_model_name     = "tuned"
  job_name              = "tuned"
  base_model_identifier = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-text-express-v1"
  role_arn              = "arn:aws:iam::111122223333:role/tune"
  hyperparameters = {
    epochCount = "1"
  }
  training_data_config {
    s3_uri = "s3://data-of-ours/train.jsonl"
  }
  output_data_config {
    s3_uri = "s3://models-of-ours/tuned/"
  }
  custom_model_kms_key_id = aws_kms_key.models.arn
}
`,
    ],
  },
});
