import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/sign-in-without-mfa',
  title: 'Sign-ins without a second factor raise an alarm',
  severity: 'medium',
  why: 'A stolen password is used, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.2', 'SecurityHub:CloudWatch.3', 'AVD-AWS-0148'],
  pattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
});
