import { failsLeftOut } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { isSet, isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html */
const isolated = failsLeftOut('enable_network_isolation', 'false', isTrue('enable_network_isolation'));

const inline = 'monitoring_schedule_config.monitoring_job_definition';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html */
export const check = resourceCheck({
  id: 'sagemaker-jobs/network-isolation',
  title: 'Jobs that read data run without a network',
  severity: 'medium',
  why: 'Code that trains or monitors reads the data; with a network it can also send it out, or fetch what nobody has checked',
  fix: 'Set `enable_network_isolation = true`; the service itself still brings inputs and takes outputs',
  controls: [
    'SecurityHub:SageMaker.11',
    'SecurityHub:SageMaker.14',
    'Config:sagemaker-data-quality-job-isolation',
    'MLSEC03-BP02',
  ],
  of: [
    'aws_sagemaker_data_quality_job_definition',
    'aws_sagemaker_monitoring_schedule',
    'aws_sagemaker_training_job',
  ],
  judge(resource) {
    switch (resource.type) {
      case 'aws_sagemaker_data_quality_job_definition':
        return isTrue('network_config.enable_network_isolation')(resource);
      case 'aws_sagemaker_monitoring_schedule':
        if (isSet('monitoring_schedule_config.monitoring_job_definition_name')(resource).outcome === 'pass')
          return undefined;
        return isTrue(`${inline}.network_config.enable_network_isolation`)(resource);
      default:
        return isolated(resource);
    }
  },
  examples: {
    bad: [
      `
resource "aws_sagemaker_monitoring_schedule" "drift" {
  name = "drift"
  monitoring_schedule_config {
    monitoring_type = "DataQuality"
    monitoring_job_definition {
      role_arn = "arn:aws:iam::111122223333:role/drift"
      monitoring_app_specification {
        image_uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/monitor:1.0"
      }
      monitoring_inputs {
        endpoint_input {
          endpoint_name = "spam"
          local_path    = "/opt/ml/processing/input"
        }
      }
      monitoring_output_config {
        monitoring_outputs {
          s3_output {
            s3_uri     = "s3://drift-of-ours/reports"
            local_path = "/opt/ml/processing/output"
          }
        }
      }
      monitoring_resources {
        cluster_config {
          instance_count    = 1
          instance_type     = "ml.m6i.large"
          volume_size_in_gb = 20
        }
      }
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
    instance_count    = 1
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
resource "aws_sagemaker_training_job" "spam" {
  training_job_name        = "spam"
  role_arn                 = "arn:aws:iam::111122223333:role/train"
  enable_network_isolation = true
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
