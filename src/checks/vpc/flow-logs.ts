import { cannotTell, fail, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { best, isNoneOf } from '../rules.ts';

export const check = resourceCheck({
  id: 'vpc/flow-logs',
  title: 'VPCs record their traffic',
  severity: 'medium',
  why: 'Where data went cannot be found out afterwards',
  fix: 'Add an `aws_flow_log` for the VPC, with what was refused too',
  controls: ['CKV2_AWS_11', 'AVD-AWS-0178', 'SecurityHub:EC2.6', 'CIS-AWS-3.0.0:3.7', 'AwsSolutions-VPC7'],
  of: ['aws_vpc', 'aws_default_vpc'],
  judge(vpc, { plan }) {
    const logs = relatedTo(plan, vpc, 'aws_flow_log', 'vpc_id');
    if (!logs.known) return cannotTell(logs.because);
    if (logs.value.length === 0) return fail('no aws_flow_log names the VPC');
    return best(logs.value.map(isNoneOf('traffic_type', ['ACCEPT'])));
  },
  examples: {
    bad: [
      `
resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}
`,
      `
resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_flow_log" "own" {
  vpc_id               = aws_vpc.own.id
  traffic_type         = "ACCEPT"
  log_destination      = "arn:aws:s3:::logs"
  log_destination_type = "s3"
}
`,
    ],
    good: [
      `
resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_flow_log" "own" {
  vpc_id               = aws_vpc.own.id
  traffic_type         = "ALL"
  log_destination      = "arn:aws:s3:::logs"
  log_destination_type = "s3"
}
`,
    ],
  },
});
