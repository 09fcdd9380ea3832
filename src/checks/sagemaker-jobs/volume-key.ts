import type { Resource } from '../../terraform/plan/plan.ts';
import { resourceCheck } from '../check.ts';
import { hasOwnDisks, isCustomerKey } from '../customer-key.ts';
import { isSet } from '../rules.ts';

const inline = 'monitoring_schedule_config.monitoring_job_definition';

/** Where each type says with which key its volumes are encrypted. */
const keys: Readonly<Record<string, string>> = {
  aws_sagemaker_data_quality_job_definition: 'job_resources.cluster_config.volume_kms_key_id',
  aws_sagemaker_monitoring_schedule: `${inline}.monitoring_resources.cluster_config.volume_kms_key_id`,
  aws_sagemaker_training_job: 'resource_config.volume_kms_key_id',
};

/** https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html */
export const check = resourceCheck({
  id: 'sagemaker-jobs/volume-key',
  title: 'Jobs encrypt their volumes with a customer key',
  severity: 'medium',
  why: 'The volume holds a copy of the data while the job runs: with a key of AWS nobody can say, or narrow, who decrypts it',
  fix: 'Set `volume_kms_key_id` to a customer key',
  controls: ['CKV_AWS_368', 'MLSEC02-BP01'],
  of: Object.keys(keys),
  judge(resource, { plan }) {
    if (isSet('monitoring_schedule_config.monitoring_job_definition_name')(resource).outcome === 'pass')
      return undefined;
    const key = keys[resource.type];
    const type = resource.attribute(typeOf(resource));
    if (type.known && hasOwnDisks(type.value)) return undefined;
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
  stopping_condition {
    max_runtime_in_seconds = 3600
  }
  output_data_config {
    s3_output_path = "s3://models-of-ours/spam"
  }
  resource_config {
    instance_type     = "ml.p4d.24xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
  }
}
`,
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
  }
  resource_config {
    instance_type     = "ml.m6i.xlarge"
    instance_count    = 1
    volume_size_in_gb = 30
    volume_kms_key_id = aws_kms_key.models.arn
  }
}
`,
    ],
  },
});

/** Beside the key stands the machine. */
function typeOf(resource: Resource): string {
  return `${keys[resource.type]}`.replace(/volume_kms_key_id$/, 'instance_type');
}
