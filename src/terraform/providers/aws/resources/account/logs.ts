import type { ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, generated, globalArn, naming, regionOf, same, text, uuid } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

export const logs: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_log_group
  // Without a retention, events are kept for ever.
  aws_cloudwatch_log_group: {
    defaults: { retention_in_days: 0, skip_destroy: false },
    computed: {
      id: generated(),
      arn: arn('logs', 'log-group:{id}'),
      ...naming(),
      log_group_class: 'STANDARD',
    },
  },
  aws_cloudwatch_log_stream: {
    computed: { id: same('name'), arn: arn('logs', 'log-group:{log_group_name}:log-stream:{name}') },
  },
  aws_cloudwatch_log_metric_filter: {
    computed: { id: same('name') },
    blocks: { metric_transformation: { defaults: { unit: 'None' } } },
  },
  aws_cloudwatch_log_subscription_filter: {
    defaults: { distribution: 'ByLogStream' },
    computed: { id: text('cwlsf-{#8}') },
  },
  aws_cloudwatch_log_resource_policy: { computed: { id: same('policy_name') } },
  aws_cloudwatch_log_destination: { computed: { id: same('name'), arn: arn('logs', 'destination:{name}') } },
  aws_cloudwatch_log_destination_policy: { computed: { id: same('destination_name') } },
  aws_cloudwatch_log_data_protection_policy: { computed: { id: same('log_group_name') } },
  aws_cloudwatch_log_account_policy: {
    defaults: { scope: 'ALL' },
    computed: { id: text('{policy_name}:{policy_type}') },
  },
  aws_cloudwatch_query_definition: { computed: { id: uuid(), query_definition_id: same('id') } },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_metric_alarm
  aws_cloudwatch_metric_alarm: {
    defaults: { actions_enabled: true, treat_missing_data: 'missing' },
    computed: { id: same('alarm_name'), arn: arn('cloudwatch', 'alarm:{id}') },
  },
  aws_cloudwatch_composite_alarm: {
    defaults: { actions_enabled: true },
    computed: { id: same('alarm_name'), arn: arn('cloudwatch', 'alarm:{id}') },
  },
  aws_cloudwatch_dashboard: {
    computed: {
      id: same('dashboard_name'),
      dashboard_arn: globalArn('cloudwatch', 'dashboard/{dashboard_name}'),
    },
  },
  aws_cloudwatch_metric_stream: {
    computed: {
      id: generated(),
      arn: arn('cloudwatch', 'metric-stream/{id}'),
      ...naming(),
      state: 'running',
    },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail
  aws_cloudtrail: {
    defaults: {
      enable_log_file_validation: false,
      enable_logging: true,
      include_global_service_events: true,
      is_multi_region_trail: false,
      is_organization_trail: false,
    },
    computed: {
      ...arnAsId(arn('cloudtrail', 'trail/{name}')),
      home_region: regionOf,
      sns_topic_arn: (of) => {
        const topic = of.string('sns_topic_name');
        if (!topic) return '';
        return topic.startsWith('arn:') ? topic : arn('sns', '{sns_topic_name}')(of);
      },
    },
    blocks: { event_selector: { defaults: { include_management_events: true, read_write_type: 'All' } } },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail_event_data_store
  aws_cloudtrail_event_data_store: {
    defaults: {
      billing_mode: 'EXTENDABLE_RETENTION_PRICING',
      multi_region_enabled: true,
      organization_enabled: false,
      retention_period: 2555,
      termination_protection_enabled: true,
    },
    computed: arnAsId(arn('cloudtrail', 'eventdatastore/{store}', { store: uuid('store') })),
  },
};
