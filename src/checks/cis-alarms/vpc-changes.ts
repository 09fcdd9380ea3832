import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/vpc-changes',
  title: 'Changes of VPCs raise an alarm',
  severity: 'low',
  why: 'Networks are joined, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.14', 'SecurityHub:CloudWatch.14', 'AVD-AWS-0160'],
  pattern:
    '{($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection) || ($.eventName = AttachClassicLinkVpc) || ($.eventName = DetachClassicLinkVpc) || ($.eventName = DisableVpcClassicLink) || ($.eventName = EnableVpcClassicLink)}',
});
