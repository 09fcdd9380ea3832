import { failsLeftOut } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { any, has, is, isSet, isTrue } from '../rules.ts';

const inline = 'monitoring_schedule_config.monitoring_job_definition';

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html */
const encrypted = failsLeftOut(
  'enable_inter_container_traffic_encryption',
  'false',
  isTrue('enable_inter_container_traffic_encryption'),
);

const oneInstance = is(
  'resource_config.instance_count',
  (count) => count === null || count === 1,
  'must be 1',
);

/** A job with one instance has nobody to talk to. https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html */
export const check = resourceCheck({
  id: 'sagemaker-jobs/traffic-encryption',
  title: 'Instances of one job encrypt what they tell each other',
  severity: 'medium',
  why: 'Data and gradients go between the instances of a job in plain text otherwise',
  fix: 'Set `enable_inter_container_traffic_encryption = true`',
  controls: [
    'CKV_AWS_369',
    'SecurityHub:SageMaker.9',
    'SecurityHub:SageMaker.22',
    'MLSEC02-BP01',
    'MLSEC04-BP02',
  ],
  of: [
    'aws_sagemaker_data_quality_job_definition',
    'aws_sagemaker_monitoring_schedule',
    'aws_sagemaker_training_job',
  ],
  judge(resource) {
    switch (resource.type) {
      case 'aws_sagemaker_data_quality_job_definition':
        return isTrue('network_config.enable_inter_container_traffic_encryption')(resource);
      case 'aws_sagemaker_monitoring_schedule':
        if (isSet('monitoring_schedule_config.monitoring_job_definition_name')(resource).outcome === 'pass')
          return undefined;
        return isTrue(`${inline}.network_config.enable_inter_container_traffic_encryption`)(resource);
      default:
        if (has('resource_config.instance_groups')(resource).outcome !== 'fail') return encrypted(resource);
        return any(encrypted, oneInstance)(resource);
    }
  },
  examples: {
    bad: [
      `
resource "aws_sagemaker_data_quality_job_definition" "drift" {
  name     = "drift"
  role_arn = "arn:aws:iam::111122223333:role/drift"
  data_quality_app_specification {
    image_uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/monitor:1.0"
  }
  data_quality_job_input {
    endpoint_input {
      endpoint_name = "spam"
    }
  }
  data_quality_job_output_config {
    monitoring_outputs {
      s3_output {
        s3_uri = "s3://drift-of-ours/reports"
      }
    }
  }
  job_resources {
    cluster_config {
      instance_count    = 2
      instance_type     = "ml.m6i.large"
      volume_size_in_gb = 20
    }
  }
}
`,
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
    instance_count    = 4
    volume_size_in_gb = 30
  }
  stopping_condition {
    max_runtime_in_seconds = 3600
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_data_quality_job_definition" "drift" {
  name     = "drift"
  role_arn = "arn:aws:iam::111122223333:role/drift"
  data_quality_app_specification {
    image_uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/monitor:1.0"
  }
  data_quality_job_input {
    endpoint_input {
      endpoint_name = "spam"
    }
  }
  data_quality_job_output_config {
    monitoring_outputs {
      s3_output {
        s3_uri = "s3://drift-of-ours/reports"
      }
    }
  }
  job_resources {
    cluster_config {
      instance_count    = 2
      instance_type     = "ml.m6i.large"
      volume_size_in_gb = 20
    }
  }
  network_config {
    enable_inter_container_traffic_encryption = true
  }
}

resource "aws_sagemaker_monitoring_schedule" "drift" {
  name = "drift"
  monitoring_schedule_config {
    monitoring_job_definition_name = aws_sagemaker_data_quality_job_definition.drift.name
    monitoring_type                = "DataQuality"
  }
}
`,
    ],
  },
});
