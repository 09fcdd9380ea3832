import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/unauthorised-calls',
  title: 'Calls that are refused raise an alarm',
  severity: 'medium',
  why: 'Whoever tries out what stolen credentials can do is not noticed',
  controls: ['CIS-AWS-3.0.0:4.1', 'SecurityHub:CloudWatch.2', 'AVD-AWS-0147'],
  pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
});
