import { fail, resourceCheck } from '../check.ts';
import { all, any, each, is, isNoneOf, isOneOf, isTrue, isUnset, some } from '../rules.ts';

/** Without a selector of either kind a trail records all management events. */
const byDefault = all(isUnset('event_selector'), isUnset('advanced_event_selector'));

const basic = (mode: string) =>
  some(
    'event_selector',
    all(isTrue('include_management_events'), isOneOf('read_write_type', ['All', mode, null])),
  );

const advanced = some(
  'advanced_event_selector',
  all(
    some(
      'field_selector',
      all(
        isOneOf('field', ['eventCategory']),
        is('equals', (value) => Array.isArray(value) && value.includes('Management'), 'must be Management'),
      ),
    ),
    each('field_selector', isNoneOf('field', ['readOnly'])),
  ),
);

const recorded = any(byDefault, all(basic('ReadOnly'), basic('WriteOnly')), advanced);

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html */
export const check = resourceCheck({
  id: 'cloudtrail/management-events',
  title: 'Trails record what is done to the account',
  severity: 'high',
  why: 'A selector for data events takes the place of the default: users, roles and keys are made and changed, and no line of it is kept',
  fix: 'Leave `include_management_events` true and `read_write_type = "All"`, or add an `advanced_event_selector` with `eventCategory` equal to `Management`',
  controls: ['SecurityHub:CloudTrail.1', 'CIS-AWS-3.0.0:3.1'],
  of: ['aws_cloudtrail'],
  judge(trail) {
    const judged = recorded(trail);
    return judged.outcome === 'fail'
      ? fail('no selector is for all management events, and there are selectors')
      : judged;
  },
  examples: {
    bad: [
      `
resource "aws_cloudtrail" "own" {
  name           = "own"
  s3_bucket_name = "logs"
  event_selector {
    include_management_events = false
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
  event_selector {
    read_write_type = "WriteOnly"
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
    good: [
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
      equals = ["Management"]
    }
  }
}
`,
    ],
  },
});
