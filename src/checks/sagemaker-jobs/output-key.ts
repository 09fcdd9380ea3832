import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { isSet } from '../rules.ts';

const inline = 'monitoring_schedule_config.monitoring_job_definition';

/** Where each type says with which key its output is written. */
const keys: Readonly<Record<string, string>> = {
  aws_sagemaker_data_quality_job_definition: 'data_quality_job_output_config.kms_key_id',
  aws_sagemaker_monitoring_schedule: `${inline}.monitoring_output_config.kms_key_id`,
  aws_sagemaker_training_job: 'output_data_config.kms_key_id',
  aws_sagemaker_labeling_job: 'output_config.kms_key_id',
  aws_sagemaker_flow_definition: 'output_config.kms_key_id',
  aws_sagemaker_device_fleet: 'output_config.kms_key_id',
};

/** https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html */
export const check = resourceCheck({
  id: 'sagemaker-jobs/output-key',
  title: 'Jobs encrypt what they write with a customer key',
  severity: 'medium',
  why: 'Models, reports and labels are as sensitive as the data: who may read the bucket reads them, and no key policy stands between',
  fix: 'Set the `kms_key_id` of the output to a customer key',
  controls: ['CKV_AWS_367', 'CKV_AWS_372', 'MLSEC02-BP01', 'ATLAS:AML.M0005'],
  of: Object.keys(keys),
  judge(resource, { plan }) {
    if (isSet('monitoring_schedule_config.monitoring_job_definition_name')(resource).outcome === 'pass')
      return undefined;
    const key = keys[resource.type];
    return key === undefined ? undefined : isCustomerKey(key, plan)(resource);
  },
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
  stopping_condition {
    max_runtime_in_seconds = 3600
  }
  output_data_config {
    s3_output_path = "s3://models-of-ours/spam"
  }
  resource_config {
    instance_type     = "ml.m6i.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
}
`,
      `
resource "aws_sagemaker_flow_definition" "review" {
  flow_definition_name = "review"
  role_arn             = "arn:aws:iam::111122223333:role/review"
  human_loop_config {
    human_task_ui_arn                     = "arn:aws:sagemaker:eu-west-1:111122223333:human-task-ui/review"
    task_availability_lifetime_in_seconds = 600
    task_count                            = 1
    task_description                      = "Is it spam?"
    task_title                            = "Review"
    workteam_arn                          = "arn:aws:sagemaker:eu-west-1:111122223333:workteam/private-crowd/reviewers"
  }
  output_config {
    s3_output_path = "s3://reviews-of-ours/"
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "models" {
  enable_key_rotation = true
}

resource "aws_sagemaker_training_job" "spam" {
  training_job_name = "spam"
  role_arn          = "arn:aws:iam::111122223333:role/train"
  algorithm_specification {
    training_image      = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/train:1.0"
    training_input_mode = "File"
  }
  stopping_condition {
    max_runtime_in_seconds = 3600
  }
  output_data_config {
    s3_output_path = "s3://models-of-ours/spam"
    kms_key_id     = aws_kms_key.models.arn
  }
  resource_config {
    instance_type     = "ml.m6i.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
}
`,
    ],
  },
});
