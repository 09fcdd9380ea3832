import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/route-table-changes',
  title: 'Changes of route tables raise an alarm',
  severity: 'medium',
  why: 'Traffic is led elsewhere, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.13', 'SecurityHub:CloudWatch.13', 'AVD-AWS-0159'],
  pattern:
    '{($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable)}',
});
