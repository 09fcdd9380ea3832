import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/cloudtrail-changes',
  title: 'Changes of CloudTrail raise an alarm',
  severity: 'high',
  why: 'The record is switched off, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.5', 'SecurityHub:CloudWatch.5', 'AVD-AWS-0151'],
  pattern:
    '{($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging)}',
});
