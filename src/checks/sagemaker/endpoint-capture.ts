import { resourceCheck } from '../check.ts';
import { all, isAtLeast, isTrue } from '../rules.ts';

/** A sample of nothing is none. */
const captures = all(
  isTrue('data_capture_config.enable_capture'),
  isAtLeast('data_capture_config.initial_sampling_percentage', 1),
);

/** https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html */
export const check = resourceCheck({
  id: 'sagemaker/endpoint-capture',
  title: 'Endpoints keep a part of their requests for monitoring',
  severity: 'low',
  why: 'Nobody notices drift, probing or extraction of a model whose requests are not looked at',
  fix: 'Add a `data_capture_config` with `enable_capture = true` and a monitoring schedule; where requests may not be kept, waive this',
  controls: ['MLSEC05-BP01', 'MLSEC06-BP02'],
  of: ['aws_sagemaker_endpoint_configuration'],
  judge: (resource, { environment }) => (environment?.production === false ? undefined : captures(resource)),
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
}
`,
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
    initial_sampling_percentage = 0
    capture_options {
      capture_mode = "InputAndOutput"
    }
  }
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
`,
    ],
  },
});
