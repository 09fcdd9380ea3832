import type { ServiceFacts } from '../service.ts';

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html
 */
export const service: ServiceFacts = {
  resources: [
    { type: 'aws_cloudwatch_log_group', arn: 'arn:{partition}:logs:{region}:{account}:log-group:{name}' },
    { type: 'aws_cloudtrail', arn: 'arn:{partition}:cloudtrail:{region}:{account}:trail/{name}' },
    {
      type: 'aws_config_configuration_recorder',
      arn: 'arn:{partition}:config:{region}:{account}:configuration-recorder/{name}/*',
    },
    { type: 'aws_guardduty_detector', arn: 'arn:{partition}:guardduty:{region}:{account}:detector/{id}' },
  ],
  policies: [
    { type: 'aws_cloudwatch_log_resource_policy', policy: 'policy_document', kind: 'resource' },
    { type: 'aws_cloudwatch_log_destination_policy', policy: 'access_policy', kind: 'resource' },
  ],
};
