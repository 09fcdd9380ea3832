import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html */
export const check = resourceCheck({
  id: 'sagemaker/notebook-metadata-version',
  title: 'Notebook instances answer to version 2 of the metadata service only',
  severity: 'medium',
  why: 'Version 1 hands the credentials of the role to any request that reaches it, also one that a page or a library was made to send',
  fix: 'Set `minimum_instance_metadata_service_version = "2"` in `instance_metadata_service_configuration`',
  controls: ['CKV_AWS_371'],
  of: ['aws_sagemaker_notebook_instance'],
  judge: isOneOf('instance_metadata_service_configuration.minimum_instance_metadata_service_version', ['2']),
  examples: {
    bad: [
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = "arn:aws:iam::111122223333:role/analysis"
  instance_type = "ml.t3.medium"
}
`,
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = "arn:aws:iam::111122223333:role/analysis"
  instance_type = "ml.t3.medium"
  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "1"
  }
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = "arn:aws:iam::111122223333:role/analysis"
  instance_type = "ml.t3.medium"
  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "2"
  }
}
`,
    ],
  },
});
