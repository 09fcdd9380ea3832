import { resourceCheck } from '../check.ts';
import { all, isTrue } from '../rules.ts';

export const check = resourceCheck({
  id: 'config/all-resources',
  title: 'AWS Config records every kind of resource',
  severity: 'medium',
  why: 'Changes to what is left out are not seen',
  fix: 'Set `all_supported` and `include_global_resource_types`',
  controls: ['CKV2_AWS_48', 'SecurityHub:Config.1', 'CIS-AWS-3.0.0:3.3'],
  of: ['aws_config_configuration_recorder'],
  judge: all(
    isTrue('recording_group.all_supported'),
    isTrue('recording_group.include_global_resource_types'),
  ),
  examples: {
    bad: [
      `
resource "aws_config_configuration_recorder" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/config"
}
`,
      `
resource "aws_config_configuration_recorder" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/config"
  recording_group {
    all_supported  = false
    resource_types = ["AWS::EC2::Instance"]
  }
}
`,
    ],
    good: [
      `
resource "aws_config_configuration_recorder" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/config"
  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}
`,
    ],
  },
});
