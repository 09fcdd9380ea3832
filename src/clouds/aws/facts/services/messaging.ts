import type { ServiceFacts } from '../service.ts';

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
 */
export const service: ServiceFacts = {
  resources: [
    {
      type: 'aws_sqs_queue',
      arn: 'arn:{partition}:sqs:{region}:{account}:{name}',
      policy: 'policy',
      policies: [{ type: 'aws_sqs_queue_policy', of: 'queue_url', policy: 'policy' }],
    },
    {
      type: 'aws_sns_topic',
      arn: 'arn:{partition}:sns:{region}:{account}:{name}',
      policy: 'policy',
      policies: [{ type: 'aws_sns_topic_policy', of: 'arn', policy: 'policy' }],
    },
    {
      type: 'aws_cloudwatch_event_bus',
      arn: 'arn:{partition}:events:{region}:{account}:event-bus/{name}',
      policies: [{ type: 'aws_cloudwatch_event_bus_policy', of: 'event_bus_name', policy: 'policy' }],
    },
    { type: 'aws_cloudwatch_event_rule', arn: 'arn:{partition}:events:{region}:{account}:rule/{name}' },
    {
      type: 'aws_kinesis_stream',
      arn: 'arn:{partition}:kinesis:{region}:{account}:stream/{name}',
      policies: [{ type: 'aws_kinesis_resource_policy', of: 'resource_arn', policy: 'policy' }],
    },
  ],
};
