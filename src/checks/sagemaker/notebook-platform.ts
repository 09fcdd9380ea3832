import { resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

/** Left out, AWS takes one that is supported. https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html */
export const check = resourceCheck({
  id: 'sagemaker/notebook-platform',
  title: 'Notebook instances run on a platform that AWS still mends',
  severity: 'medium',
  why: 'A platform that is out of support gets no fixes of its system or of Jupyter any more',
  fix: 'Set `platform_identifier = "notebook-al2023-v1"`',
  controls: ['SecurityHub:SageMaker.8', 'Config:sagemaker-notebook-instance-platform-version'],
  of: ['aws_sagemaker_notebook_instance'],
  judge: isNoneOf('platform_identifier', ['notebook-al1-v1', 'notebook-al2-v1', 'notebook-al2-v2']),
  examples: {
    bad: [
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name                = "analysis"
  role_arn            = "arn:aws:iam::111122223333:role/analysis"
  instance_type       = "ml.t3.medium"
  platform_identifier = "notebook-al1-v1"
}
`,
    ],
    good: [
      `
resource "aws_sagemaker_notebook_instance" "analysis" {
  name                = "analysis"
  role_arn            = "arn:aws:iam::111122223333:role/analysis"
  instance_type       = "ml.t3.medium"
  platform_identifier = "notebook-al2023-v1"
}
`,
    ],
  },
});
