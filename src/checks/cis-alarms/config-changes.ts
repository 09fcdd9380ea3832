import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/config-changes',
  title: 'Changes of AWS Config raise an alarm',
  severity: 'medium',
  why: 'The record of changes is switched off, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.9', 'SecurityHub:CloudWatch.9', 'AVD-AWS-0155'],
  pattern:
    '{ ($.eventSource = config.amazonaws.com) && (($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }',
});
