import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/failed-sign-ins',
  title: 'Failed sign-ins to the console raise an alarm',
  severity: 'low',
  why: 'Passwords are tried out, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.6', 'SecurityHub:CloudWatch.6', 'AVD-AWS-0152'],
  pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
});
