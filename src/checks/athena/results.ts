import { resourceCheck } from '../check.ts';
import { all, isOneOf, isSet, isTrue, type Rule } from '../rules.ts';

const encryption = 'configuration.result_configuration.encryption_configuration.encryption_option';

const rules: Readonly<Record<string, Rule>> = {
  // Else whoever asks chooses where the answer goes, and in what form.
  aws_athena_workgroup: all(isTrue('configuration.enforce_workgroup_configuration'), isSet(encryption)),
  aws_athena_database: isOneOf('encryption_configuration.encryption_option', [
    'SSE_S3',
    'SSE_KMS',
    'CSE_KMS',
  ]),
};

/** https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html */
export const check = resourceCheck({
  id: 'athena/results',
  title: 'Answers of Athena are encrypted, and go where the workgroup says',
  severity: 'medium',
  why: 'An answer is a copy of the data: where the one who asks may say where it goes, it goes past the keys and the rules of the bucket',
  fix: 'Set an `encryption_configuration`, and leave `enforce_workgroup_configuration` true',
  controls: ['CKV_AWS_82', 'CKV_AWS_159', 'CKV_AWS_77', 'AVD-AWS-0006', 'AVD-AWS-0007', 'AwsSolutions-ATH1'],
  of: Object.keys(rules),
  judge: (resource) => rules[resource.type]?.(resource),
  examples: {
    bad: [
      `
resource "aws_athena_workgroup" "own" {
  name = "own"
}
`,
      `
resource "aws_athena_workgroup" "own" {
  name = "own"
  configuration {
    enforce_workgroup_configuration = false
    result_configuration {
      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}
`,
      `
resource "aws_athena_database" "own" {
  name   = "own"
  bucket = "answers"
}
`,
    ],
    good: [
      `
resource "aws_athena_workgroup" "own" {
  name = "own"
  configuration {
    result_configuration {
      output_location = "s3://answers/"
      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      }
    }
  }
}
`,
    ],
  },
});
