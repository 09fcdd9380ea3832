import { failsLeftOut } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { any, has, isSet, isTrue } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html */
const isolated = failsLeftOut('enable_network_isolation', 'false', isTrue('enable_network_isolation'));

const inline = 'monitoring_schedule_config.monitoring_job_definition.network_config';

/** A job without a network needs no VPC. https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html */
export const check = resourceCheck({
  id: 'sagemaker-jobs/vpc',
  title: 'Jobs that have a network have that of the VPC',
  severity: 'medium',
  why: 'Outside a VPC a job reaches the internet through the network of the service, which no endpoint policy, security group or flow log of the account sees',
  fix: 'Add a `vpc_config` with private subnets and security groups, or set `enable_network_isolation = true`',
  controls: ['MLSEC03-BP02'],
  of: [
    'aws_sagemaker_data_quality_job_definition',
    'aws_sagemaker_monitoring_schedule',
    'aws_sagemaker_training_job',
  ],
  judge(resource) {
    switch (resource.type) {
      case 'aws_sagemaker_data_quality_job_definition':
        return any(
          has('network_config.vpc_config'),
          isTrue('network_config.enable_network_isolation'),
        )(resource);
      case 'aws_sagemaker_monitoring_schedule':
        if (isSet('monitoring_schedule_config.monitoring_job_definition_name')(resource).outcome === 'pass')
          return undefined;
        return any(has(`${inline}.vpc_config`), isTrue(`${inline}.enable_network_isolation`))(resource);
      default:
        return any(has('vpc_config'), isolated)(resource);
    }
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
  vpc_config {
    subnets            = ["subnet-0123456789abcdef0"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}
`,
    ],
  },
});
