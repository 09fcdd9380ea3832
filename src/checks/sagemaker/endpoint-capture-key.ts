import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { all, each } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html */
export const check = resourceCheck({
  id: 'sagemaker/endpoint-capture-key',
  title: 'What an endpoint writes to S3 is encrypted with a customer key',
  severity: 'medium',
  why: 'Captured requests, answers of asynchronous calls and core dumps are personal data where the requests are: who may read the bucket reads them',
  fix: 'Set `kms_key_id` in `data_capture_config`, in `output_config` of `async_inference_config` and in `core_dump_config`',
  controls: ['MLSEC02-BP01'],
  of: ['aws_sagemaker_endpoint_configuration'],
  judge: (resource, { plan }) =>
    all(
      each('data_capture_config', isCustomerKey('kms_key_id', plan)),
      each('async_inference_config', isCustomerKey('output_config.kms_key_id', plan)),
      each('production_variants', each('core_dump_config', isCustomerKey('kms_key_id', plan))),
    )(resource),
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
    destination_s3_uri          = "s3://captured-of-ours/"
    initial_sampling_percentage = 20
    capture_options {
      capture_mode = "InputAndOutput"
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "captured" {
  enable_key_rotation = true
}

resource "aws_sagemaker_endpoint_configuration" "spam" {
  name = "spam"
  production_variants {
    variant_name           = "main"
    model_name             = "spam"
    instance_type          = "ml.m6i.large"
    initial_instance_count = 2
  }
  data_capture_config {
    destination_s3_uri          = "s3://captured-of-ours/"
    initial_sampling_percentage = 20
    kms_key_id                  = aws_kms_key.captured.arn
    capture_options {
      capture_mode = "InputAndOutput"
    }
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
}
`,
    ],
  },
});
