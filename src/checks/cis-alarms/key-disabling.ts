import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/key-disabling',
  title: 'Disabling and deletion of keys raises an alarm',
  severity: 'high',
  why: 'What a key encrypted is lost when it is gone, and nobody notices in time',
  controls: ['CIS-AWS-3.0.0:4.7', 'SecurityHub:CloudWatch.7', 'AVD-AWS-0153'],
  pattern:
    '{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }',
});
