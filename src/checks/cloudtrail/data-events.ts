import type { Json } from '../../base/canonical-json.ts';
import { resourceCheck } from '../check.ts';
import { all, any, is, isOneOf, some } from '../rules.ts';

const kind = 'AWS::S3::Object';

const isObjects = (value: Json) => Array.isArray(value) && value.includes(kind);

const basic = some('event_selector', some('data_resource', isOneOf('type', [kind])));

const advanced = some(
  'advanced_event_selector',
  some(
    'field_selector',
    all(isOneOf('field', ['resources.type']), is('equals', isObjects, `must have ${kind}`)),
  ),
);

export const check = resourceCheck({
  id: 'cloudtrail/data-events',
  title: 'Trails record who reads and writes objects',
  severity: 'medium',
  why: 'Who read or poisoned training data cannot be found out',
  fix: 'Add an `event_selector` or `advanced_event_selector` for `AWS::S3::Object`',
  controls: [
    'AVD-AWS-0171',
    'AVD-AWS-0172',
    'CIS-AWS-3.0.0:3.8',
    'CIS-AWS-3.0.0:3.9',
    'SecurityHub:S3.22',
    'SecurityHub:S3.23',
    'MLSEC06-BP02',
  ],
  of: ['aws_cloudtrail'],
  judge: any(basic, advanced),
  examples: {
    bad: [
      `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
}
`,
      `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }
  }
}
`,
      `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
  }
}
`,
    ],
  },
});
