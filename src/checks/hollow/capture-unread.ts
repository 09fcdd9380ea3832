import type { Plan, Resource } from '../../terraform/plan/plan.ts';
import { fail, pass, resourceCheck } from '../check.ts';
import { names, relatedTo } from '../related.ts';
import { isTrue } from '../rules.ts';

/** Where each of them names the endpoint that it watches. */
const watchers: readonly [type: string, path: string][] = [
  ['aws_sagemaker_data_quality_job_definition', 'data_quality_job_input.endpoint_input.endpoint_name'],
  [
    'aws_sagemaker_monitoring_schedule',
    'monitoring_schedule_config.monitoring_job_definition.monitoring_inputs.endpoint_input.endpoint_name',
  ],
];

/** https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html */
export const check = resourceCheck({
  id: 'hollow/capture-unread',
  title: 'Requests that an endpoint keeps are looked at',
  severity: 'low',
  why: 'Requests are kept, which is a risk, and nobody looks at them: drift and probing go unnoticed all the same',
  fix: 'Add an `aws_sagemaker_data_quality_job_definition` and a monitoring schedule for the endpoint, or keep no requests',
  controls: ['MLSEC05-BP01'],
  of: ['aws_sagemaker_endpoint_configuration'],
  judge(configuration, { plan }) {
    if (isTrue('data_capture_config.enable_capture')(configuration).outcome !== 'pass') return undefined;
    const endpoints = relatedTo(plan, configuration, 'aws_sagemaker_endpoint', 'endpoint_config_name');
    if (!endpoints.known || endpoints.value.length === 0) return undefined;
    const unwatched = endpoints.value.find((endpoint) => !isWatched(endpoint, plan));
    return unwatched ? fail(`nothing in this root watches ${unwatched.address}`) : pass;
  },
  examples: {
    bad: [
      `
resource "aws_sagemaker_endpoint_configuration" "spam" {
  name = "spam"
  production_variants {
    variant_name           = "main"
    model_name             = "spam"
    instance_type          = "ml.m6i.large"
    initial_instance_count = 2
  }
  data_capture_config {
    enable_capture              = true
    destination_s3_uri          = "s3://captured-of-ours/"
    initial_sampling_percentage = 20
    capture_options {
      capture_mode = "InputAndOutput"
    }
  }
}

resource "aws_sagemaker_endpoint" "spam" {
  name                 = "spam"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.spam.name
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_endpoint_configuration" "spam" {
  name = "spam"
  production_variants {
    variant_name           = "main"
    model_name             = "spam"
    instance_type          = "ml.m6i.large"
    initial_instance_count = 2
  }
  data_capture_config {
    enable_capture              = true
    destination_s3_uri          = "s3://captured-of-ours/"
    initial_sampling_percentage = 20
    capture_options {
      capture_mode = "InputAndOutput"
    }
  }
}

resource "aws_sagemaker_endpoint" "spam" {
  name                 = "spam"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.spam.name
}

resource "aws_sagemaker_data_quality_job_definition" "drift" {
  name     = "drift"
  role_arn = "arn:aws:iam::111122223333:role/drift"
  data_quality_app_specification {
    image_uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/monitor:1.0"
  }
  data_quality_job_input {
    endpoint_input {
      endpoint_name = aws_sagemaker_endpoint.spam.name
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
      instance_count    = 1
      instance_type     = "ml.m6i.large"
      volume_size_in_gb = 20
    }
  }
}
`,
    ],
  },
});

function isWatched(endpoint: Resource, plan: Plan): boolean {
  return watchers.some(([type, path]) =>
    // What may name it is taken to: this is no proof, only a hint.
    plan.ofType(type).some((watcher) => names(watcher, path, endpoint) !== false),
  );
}
