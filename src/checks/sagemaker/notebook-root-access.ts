import { resourceCheck } from '../check.ts';
import { isOneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html */
export const check = resourceCheck({
  id: 'sagemaker/notebook-root-access',
  title: 'Users of notebook instances are not root',
  severity: 'medium',
  why: 'As root a user, or a package that was installed in a cell, can change the machine for whoever uses it next and switch off what watches it',
  fix: 'Set `root_access = "Disabled"`; left out it is enabled. Lifecycle scripts still run as root',
  controls: [
    'CKV_AWS_307',
    'SecurityHub:SageMaker.3',
    'Config:sagemaker-notebook-instance-root-access-check',
    'MLSEC03-BP01',
  ],
  of: ['aws_sagemaker_notebook_instance'],
  judge: isOneOf('root_access', ['Disabled']),
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
  root_access   = "Enabled"
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name          = "analysis"
  role_arn      = "arn:aws:iam::111122223333:role/analysis"
  instance_type = "ml.t3.medium"
  root_access   = "Disabled"
}
`,
    ],
  },
});
