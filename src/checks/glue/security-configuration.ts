import { resourceCheck } from '../check.ts';
import { isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/glue/latest/dg/console-security-configurations.html */
export const check = resourceCheck({
  id: 'glue/security-configuration',
  title: 'Jobs and crawlers of Glue have a security configuration',
  severity: 'medium',
  why: 'Without one, logs and bookmarks hold parts of the data in the clear, and outputs are under keys of AWS',
  fix: 'Set `security_configuration` to an `aws_glue_security_configuration`',
  controls: ['CKV_AWS_195', 'MLSEC02-BP01'],
  of: ['aws_glue_job', 'aws_glue_crawler', 'aws_glue_dev_endpoint'],
  judge: isSet('security_configuration'),
  examples: {
    bad: [
      `
resource "aws_glue_job" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/glue"
  command {
    script_location = "s3://scripts/own.py"
  }
}
`,
    ],
    good: [
      `
resource "aws_glue_job" "own" {
  name                   = "own"
  role_arn               = "arn:aws:iam::123456789012:role/glue"
  security_configuration = "own"
  command {
    script_location = "s3://scripts/own.py"
  }
}
`,
    ],
  },
});
