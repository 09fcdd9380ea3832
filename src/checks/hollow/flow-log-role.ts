import { resourceCheck } from '../check.ts';
import { any, isOneOf, isSet } from '../rules.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
export const check = resourceCheck({
  id: 'hollow/flow-log-role',
  title: 'Flow logs may write where they are to write',
  severity: 'medium',
  why: 'Without a role that may write to the log group the flow log is refused, or delivers nothing',
  fix: 'Set `iam_role_arn` to a role that may write to the log group',
  controls: [],
  of: ['aws_flow_log'],
  judge: any(isSet('iam_role_arn'), isOneOf('log_destination_type', ['s3', 'kinesis-data-firehose'])),
  examples: {
    bad: [
      `
resource "aws_flow_log" "main" {
  vpc_id          = "vpc-0123456789abcdef0"
  traffic_type    = "ALL"
  log_destination = "arn:aws:logs:eu-west-1:111122223333:log-group:flows"
}
`,
    ],
    good: [
      `
resource "aws_flow_log" "main" {
  vpc_id               = "vpc-0123456789abcdef0"
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::flows-of-ours"
}
`,
    ],
  },
});
