import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/gateway-changes',
  title: 'Changes of network gateways raise an alarm',
  severity: 'medium',
  why: 'A way to the internet is opened, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.12', 'SecurityHub:CloudWatch.12', 'AVD-AWS-0158'],
  pattern:
    '{($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway)}',
});
