import type { Compute, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, generated, lastPart, naming, prefixIn, same, text, uuid } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

const name = generated();
const account = text('{@account}');

/** Names of first-in-first-out queues and topics end so. */
const fifo = (attribute: string) =>
  generated('name', 'name_prefix', 'terraform-', (of) => (of.value(attribute) === true ? '.fifo' : ''));
const topicName = fifo('fifo_topic');
const queueName = fifo('fifo_queue');
const topicArn = arn('sns', '{name}', { name: topicName });

/** A rule of the default bus goes by its name alone. */
function onBus(own: string, other: string): Compute {
  const parts = { name, bus: lastPart('event_bus_name') };
  return (of) => {
    const bus = of.string('event_bus_name') ?? 'default';
    return text(bus === 'default' ? own : other, parts)(of);
  };
}
const target = generated('target_id', '');

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
const topicActions = [
  'GetTopicAttributes',
  'SetTopicAttributes',
  'AddPermission',
  'RemovePermission',
  'DeleteTopic',
  'Subscribe',
  'ListSubscriptionsByTopic',
  'Publish',
];

/** The policy that a topic has from AWS: everybody of the account's own requests. */
const topicPolicy: Compute = (of) => {
  const resource = topicArn(of);
  if (typeof resource !== 'string') return undefined;
  return JSON.stringify({
    Id: '__default_policy_ID',
    Statement: [
      {
        Action: topicActions.map((action) => `SNS:${action}`),
        Condition: { StringEquals: { 'AWS:SourceOwner': of.context.account } },
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Resource: resource,
        Sid: '__default_statement_ID',
      },
    ],
    Version: '2008-10-17',
  });
};

/** Addresses that a person must confirm: https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html */
const toConfirm = new Set(['email', 'email-json', 'http', 'https']);

const subscriptionArn = text('{topic_arn}:{subscription}', { subscription: uuid('subscription') });
const ofQueue: ResourceKnowledge = { computed: { id: same('queue_url') } };

export const events: Record<string, ResourceKnowledge> = {
  aws_cloudwatch_event_rule: {
    defaults: { event_bus_name: 'default', force_destroy: false },
    computed: {
      id: onBus('{name}', '{event_bus_name}/{name}'),
      arn: onBus(
        'arn:{@partition}:events:{@region}:{@account}:rule/{name}',
        'arn:{@partition}:events:{@region}:{@account}:rule/{bus}/{name}',
      ),
      ...naming(),
    },
  },
  aws_cloudwatch_event_target: {
    defaults: { event_bus_name: 'default', force_destroy: false },
    computed: {
      id: (of) => {
        const bus = of.string('event_bus_name') ?? 'default';
        const start = bus === 'default' ? '' : '{event_bus_name}-';
        return text(`${start}{rule}-{target_id}`, { target_id: target })(of);
      },
      target_id: target,
    },
    blocks: {
      ecs_target: {
        defaults: { enable_ecs_managed_tags: false, enable_execute_command: false, task_count: 1 },
        blocks: { network_configuration: { defaults: { assign_public_ip: false } } },
      },
    },
  },
  aws_cloudwatch_event_bus: { computed: { id: same('name'), arn: arn('events', 'event-bus/{name}') } },
  aws_cloudwatch_event_bus_policy: {
    defaults: { event_bus_name: 'default' },
    computed: { id: same('event_bus_name') },
  },
  aws_cloudwatch_event_permission: {
    defaults: { action: 'events:PutEvents', event_bus_name: 'default' },
    computed: { id: text('{event_bus_name}-{statement_id}') },
  },
  aws_cloudwatch_event_archive: { computed: { id: same('name'), arn: arn('events', 'archive/{name}') } },
  aws_cloudwatch_event_connection: {
    computed: {
      id: same('name'),
      arn: arn('events', 'connection/{name}/{own}', { own: uuid('connection') }),
      secret_arn: arn('secretsmanager', 'secret:events!connection/{name}/{own}-{#6:secret}', {
        own: uuid('secret'),
      }),
    },
  },
  aws_cloudwatch_event_api_destination: {
    defaults: { invocation_rate_limit_per_second: 300 },
    computed: {
      id: same('name'),
      arn: arn('events', 'api-destination/{name}/{own}', { own: uuid('destination') }),
    },
  },
  aws_scheduler_schedule: {
    defaults: { schedule_expression_timezone: 'UTC', state: 'ENABLED' },
    computed: {
      id: (of) => text(`${of.string('group_name') || 'default'}/{name}`, { name })(of),
      arn: arn('scheduler', 'schedule/{id}'),
      group_name: 'default',
      ...naming(),
    },
  },
  aws_scheduler_schedule_group: {
    computed: { id: name, arn: arn('scheduler', 'schedule-group/{id}'), ...naming(), state: 'ACTIVE' },
  },
  aws_pipes_pipe: {
    defaults: { description: 'Managed by Terraform', desired_state: 'RUNNING' },
    computed: { id: name, arn: arn('pipes', 'pipe/{id}'), ...naming() },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sns_topic
  aws_sns_topic: {
    defaults: { content_based_deduplication: false, fifo_topic: false },
    computed: {
      ...arnAsId(topicArn),
      name: topicName,
      name_prefix: prefixIn('name'),
      owner: account,
      policy: topicPolicy,
    },
  },
  aws_sns_topic_policy: { computed: { id: same('arn'), owner: account } },
  aws_sns_topic_data_protection_policy: { computed: { id: same('arn') } },
  aws_sns_topic_subscription: {
    defaults: {
      confirmation_timeout_in_minutes: 1,
      endpoint_auto_confirms: false,
      raw_message_delivery: false,
    },
    computed: {
      ...arnAsId(subscriptionArn),
      confirmation_was_authenticated: (of) => !toConfirm.has(of.string('protocol') ?? ''),
      owner_id: account,
      pending_confirmation: (of) => toConfirm.has(of.string('protocol') ?? ''),
    },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue
  aws_sqs_queue: {
    defaults: {
      content_based_deduplication: false,
      delay_seconds: 0,
      fifo_queue: false,
      message_retention_seconds: 345600,
      receive_wait_time_seconds: 0,
      visibility_timeout_seconds: 30,
    },
    computed: {
      id: text('https://sqs.{@region}.{@suffix}/{@account}/{name}', { name: queueName }),
      arn: arn('sqs', '{name}', { name: queueName }),
      url: same('id'),
      name: queueName,
      name_prefix: prefixIn('name'),
      kms_data_key_reuse_period_seconds: 300,
      policy: '',
      redrive_allow_policy: '',
      redrive_policy: '',
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html
      sqs_managed_sse_enabled: (of) => !of.string('kms_master_key_id'),
    },
  },
  aws_sqs_queue_policy: ofQueue,
  aws_sqs_queue_redrive_policy: ofQueue,
  aws_sqs_queue_redrive_allow_policy: ofQueue,
};
