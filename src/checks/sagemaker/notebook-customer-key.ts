import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest-nbi.html */
export const check = resourceCheck({
  id: 'sagemaker/notebook-customer-key',
  title: 'Notebook instances encrypt their volume with a customer key',
  severity: 'medium',
  why: 'The volume holds copies of the data: with a key of AWS nobody can say, or narrow, who decrypts them',
  fix: 'Set `kms_key_id` to a customer key; the notebook is made anew by that',
  controls: [
    'CKV_AWS_22',
    'CKV_AWS_187',
    'SecurityHub:SageMaker.21',
    'Config:sagemaker-notebook-instance-kms-key-configured',
    'AwsSolutions-SM2',
    'KICS:Sagemaker Notebook Instance Without KMS',
    'MLSEC02-BP01',
  ],
  of: ['aws_sagemaker_notebook_instance'],
  judge: (resource, { plan }) => isCustomerKey('kms_key_id', plan)(resource),
  examples: {
    bad: [
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = "arn:aws:iam::111122223333:role/analysis"
  instance_type = "ml.t3.medium"
}
`,
    ],
    good: [
      `
resource "aws_kms_key" "notebooks" {
  enable_key_rotation = true
}

resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = "arn:aws:iam::111122223333:role/analysis"
  instance_type = "ml.t3.medium"
  kms_key_id    = aws_kms_key.notebooks.arn
}
`,
    ],
  },
});
