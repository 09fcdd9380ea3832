import { pass, resourceCheck } from '../check.ts';
import { isNoneOf } from '../rules.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html */
export const check = resourceCheck({
  id: 'vpc/flow-logs-accepted',
  title: 'Logs of traffic have what was let through',
  severity: 'low',
  why: 'What left the network was let through: a log of refusals alone says nothing of it',
  fix: 'Set `traffic_type = "ALL"`',
  controls: [],
  of: ['aws_flow_log'],
  // Of a transit gateway everything is logged, and nothing may be said.
  judge: (log) => (log.isLeftOut('traffic_type') ? pass : isNoneOf('traffic_type', ['REJECT'])(log)),
  examples: {
    bad: [log('REJECT')],
    good: [log('ALL')],
  },
});

function log(type: string): string {
  return `
resource "aws_flow_log" "own" {
  vpc_id               = "vpc-0123456789abcdef0"
  traffic_type         = "${type}"
  log_destination      = "arn:aws:s3:::logs"
  log_destination_type = "s3"
}
`;
}
