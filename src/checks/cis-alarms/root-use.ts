import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/root-use',
  title: 'Use of the root user raises an alarm',
  severity: 'high',
  why: 'Whoever has the root user has everything, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.3', 'SecurityHub:CloudWatch.1', 'AVD-AWS-0149'],
  pattern:
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
});
