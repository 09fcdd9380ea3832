import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/security-group-changes',
  title: 'Changes of security groups raise an alarm',
  severity: 'medium',
  why: 'A port is opened, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.10', 'SecurityHub:CloudWatch.10', 'AVD-AWS-0156'],
  pattern:
    '{($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup)}',
});
