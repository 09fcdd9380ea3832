import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/network-acl-changes',
  title: 'Changes of network ACLs raise an alarm',
  severity: 'low',
  why: 'A network is opened, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.11', 'SecurityHub:CloudWatch.11', 'AVD-AWS-0157'],
  pattern:
    '{($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry) || ($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = ReplaceNetworkAclAssociation)}',
});
