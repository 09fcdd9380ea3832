import { resourceCheck } from '../check.ts';
import { isFalse } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/train-remote-debugging.html */
export const check = resourceCheck({
  id: 'sagemaker-jobs/remote-debug',
  title: 'Nobody can log in to the containers of a training job',
  severity: 'medium',
  why: 'A session in the container reads the training data with the rights of the job, whoever opens it, and can change what is trained',
  fix: 'Remove `remote_debug_config`, or set `enable_remote_debug = false`',
  controls: ['MLSEC04-BP01'],
  of: ['aws_sagemaker_training_job'],
  judge: isFalse('remote_debug_config.enable_remote_debug'),
  examples: {
    bad: [
      `
resource "aws_sagemaker_training_job" "spam" {
  training_job_name = "spam"
  role_arn          = "arn:aws:iam::111122223333:role/train"
  algorithm_specification {
    training_image      = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/train:1.0"
    training_input_mode = "File"
  }
  output_data_config {
    s3_output_path = "s3://models-of-ours/spam"
  }
  resource_config {
    instance_type     = "ml.m6i.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
  stopping_condition {
    max_runtime_in_seconds = 3600
  }
  remote_debug_config {
    enable_remote_debug = true
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_training_job" "spam" {
  training_job_name = "spam"
  role_arn          = "arn:aws:iam::111122223333:role/train"
  algorithm_specification {
    training_image      = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/train:1.0"
    training_input_mode = "File"
  }
  output_data_config {
    s3_output_path = "s3://models-of-ours/spam"
  }
  resource_config {
    instance_type     = "ml.m6i.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
  stopping_condition {
    max_runtime_in_seconds = 3600
  }
}
`,
    ],
  },
});
