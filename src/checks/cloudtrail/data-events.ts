import type { Json } from '../../base/canonical-json.ts';
import { resourceCheck } from '../check.ts';
import { all, any, each, is, isNoneOf, isOneOf, some } from '../rules.ts';

const kind = 'AWS::S3::Object';

const isObjects = (value: Json) => Array.isArray(value) && value.includes(kind);

type Kind = 'read' | 'write';

const modes = { read: ['All', 'ReadOnly', null], write: ['All', 'WriteOnly', null] };

const basic = (of: Kind) =>
  some(
    'event_selector',
    all(isOneOf('read_write_type', modes[of]), some('data_resource', isOneOf('type', [kind]))),
  );

/** A selector may be narrowed to reads, or to writes, by the field `readOnly`. */
const isNotNarrowed = (of: Kind) =>
  each(
    'field_selector',
    any(isNoneOf('field', ['readOnly']), is('equals', isJust(`${of === 'read'}`), `must be of each ${of}`)),
  );

function isJust(wanted: string) {
  return (value: Json) => Array.isArray(value) && value.includes(wanted);
}

const advanced = (of: Kind) =>
  some(
    'advanced_event_selector',
    all(
      some(
        'field_selector',
        all(isOneOf('field', ['resources.type']), is('equals', isObjects, `must have ${kind}`)),
      ),
      isNotNarrowed(of),
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
  judge: all(any(basic('read'), advanced('read')), any(basic('write'), advanced('write'))),
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
      `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
  event_selector {
    read_write_type = "WriteOnly"
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
    field_selector {
      field  = "readOnly"
      equals = ["false"]
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
