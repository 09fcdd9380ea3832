import { cannotTell, fail, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { isTrue, worst } from '../rules.ts';

export const check = resourceCheck({
  id: 'config/recorder-enabled',
  title: 'AWS Config records',
  severity: 'medium',
  why: 'The recorder is there, and records nothing',
  fix: 'Add an `aws_config_configuration_recorder_status` with `is_enabled = true`',
  controls: ['CKV2_AWS_45'],
  of: ['aws_config_configuration_recorder'],
  judge(recorder, { plan }) {
    const status = relatedTo(plan, recorder, 'aws_config_configuration_recorder_status', 'name');
    if (!status.known) return cannotTell(status.because);
    if (status.value.length === 0)
      return fail('no aws_config_configuration_recorder_status names the recorder');
    return worst(status.value.map(isTrue('is_enabled')));
  },
  examples: {
    bad: [
      `
resource "aws_config_configuration_recorder" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/config"
}
`,
    ],
    good: [
      `
resource "aws_config_configuration_recorder" "own" {
  name     = "own"
  role_arn = "arn:aws:iam::123456789012:role/config"
}
resource "aws_config_configuration_recorder_status" "own" {
  name       = aws_config_configuration_recorder.own.name
  is_enabled = true
}
`,
    ],
  },
});
