import { resourceCheck } from '../check.ts';
import { any, isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'config/aggregator-regions',
  title: 'Aggregators of AWS Config cover every region',
  severity: 'low',
  why: 'What is in a region that nobody uses is not seen',
  fix: 'Set `all_regions = true`',
  controls: ['CKV_AWS_121', 'AVD-AWS-0019'],
  of: ['aws_config_configuration_aggregator'],
  judge: any(
    isTrue('account_aggregation_source.all_regions'),
    isTrue('organization_aggregation_source.all_regions'),
  ),
  examples: {
    bad: [
      `
resource "aws_config_configuration_aggregator" "own" {
  name = "own"
  account_aggregation_source {
    account_ids = ["123456789012"]
    regions     = ["eu-west-1"]
  }
}
`,
    ],
    good: [
      `
resource "aws_config_configuration_aggregator" "own" {
  name = "own"
  account_aggregation_source {
    account_ids = ["123456789012"]
    all_regions = true
  }
}
`,
    ],
  },
});
