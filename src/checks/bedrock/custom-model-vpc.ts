import { resourceCheck } from '../check.ts';
import { has } from '../rules.ts';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-model-customization.html */
export const check = resourceCheck({
  id: 'bedrock/custom-model-vpc',
  title: 'Custom models of Bedrock are trained in the VPC',
  severity: 'medium',
  why: 'Outside a VPC the job reads the training data past the endpoint policies, security groups and flow logs of the account',
  fix: 'Add a `vpc_config` with private subnets and security groups',
  controls: ['MLSEC03-BP02'],
  of: ['aws_bedrock_custom_model'],
  judge: has('vpc_config'),
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
  vpc_config {
    subnet_ids         = ["subnet-0123456789abcdef0"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}
`,
    ],
  },
});
