import { metricAlarm } from '../metric-filter.ts';

export const check = metricAlarm({
  id: 'cis-alarms/bucket-policy-changes',
  title: 'Changes of bucket policies raise an alarm',
  severity: 'medium',
  why: 'A bucket is opened to others, and nobody notices',
  controls: ['CIS-AWS-3.0.0:4.8', 'SecurityHub:CloudWatch.8', 'AVD-AWS-0154'],
  pattern:
    '{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }',
});
