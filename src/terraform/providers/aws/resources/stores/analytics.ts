import type { BlockKnowledge, Compute, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, globalArn, same, text, uuid } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

const account = text('{@account}');
const own = { own: uuid('own') };

/** The catalog is the account's own unless another is named. */
const catalog: Compute = (of) => of.string('catalog_id') || of.context.account;
const inCatalog = (rest: string): Compute => text(`{catalog}:${rest}`, { catalog });

const glueNamed = (kind: string): Record<string, Compute> => ({
  id: same('name'),
  arn: arn('glue', `${kind}/{id}`),
});

const glue: Record<string, ResourceKnowledge> = {
  aws_glue_catalog_database: {
    computed: { id: inCatalog('{name}'), arn: arn('glue', 'database/{name}'), catalog_id: account },
  },
  aws_glue_catalog_table: {
    computed: {
      id: inCatalog('{database_name}:{name}'),
      arn: arn('glue', 'table/{database_name}/{name}'),
      catalog_id: account,
    },
  },
  aws_glue_job: {
    defaults: { job_run_queuing_enabled: false },
    computed: glueNamed('job'),
    blocks: { command: { defaults: { name: 'glueetl' } } },
  },
  aws_glue_crawler: {
    computed: glueNamed('crawler'),
    blocks: {
      dynamodb_target: { defaults: { scan_all: true } },
      lineage_configuration: { defaults: { crawler_lineage_settings: 'DISABLE' } },
      mongodb_target: { defaults: { scan_all: true } },
      recrawl_policy: { defaults: { recrawl_behavior: 'CRAWL_EVERYTHING' } },
      schema_change_policy: {
        defaults: { delete_behavior: 'DEPRECATE_IN_DATABASE', update_behavior: 'UPDATE_IN_DATABASE' },
      },
    },
  },
  aws_glue_connection: {
    defaults: { connection_type: 'JDBC' },
    computed: { id: inCatalog('{name}'), arn: arn('glue', 'connection/{name}'), catalog_id: account },
  },
  aws_glue_trigger: { defaults: { enabled: true }, computed: glueNamed('trigger') },
  aws_glue_workflow: { computed: glueNamed('workflow') },
  aws_glue_security_configuration: {
    computed: { id: same('name') },
    blocks: {
      encryption_configuration: {
        blocks: {
          cloudwatch_encryption: { defaults: { cloudwatch_encryption_mode: 'DISABLED' } },
          job_bookmarks_encryption: { defaults: { job_bookmarks_encryption_mode: 'DISABLED' } },
          s3_encryption: { defaults: { s3_encryption_mode: 'DISABLED' } },
        },
      },
    },
  },
  aws_glue_data_catalog_encryption_settings: { computed: { id: catalog, catalog_id: account } },
  aws_glue_resource_policy: { computed: { id: account } },
};

const logging: BlockKnowledge = { defaults: { enabled: false } };
const buffering = { buffering_interval: 300, buffering_size: 5 };
const delivery: BlockKnowledge = {
  defaults: { ...buffering, compression_format: 'UNCOMPRESSED' },
  blocks: { cloudwatch_logging_options: logging },
};

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_firehose_delivery_stream */
const firehoseDestinations: Record<string, BlockKnowledge> = {
  extended_s3_configuration: {
    defaults: { ...delivery.defaults, custom_time_zone: 'UTC', s3_backup_mode: 'Disabled' },
    blocks: {
      cloudwatch_logging_options: logging,
      data_format_conversion_configuration: { defaults: { enabled: true } },
      dynamic_partitioning_configuration: { defaults: { enabled: false, retry_duration: 300 } },
      s3_backup_configuration: delivery,
    },
  },
  http_endpoint_configuration: {
    defaults: { ...buffering, retry_duration: 300, s3_backup_mode: 'FailedDataOnly' },
    blocks: {
      cloudwatch_logging_options: logging,
      request_configuration: { defaults: { content_encoding: 'NONE' } },
      s3_configuration: delivery,
    },
  },
  ...searchDestination('elasticsearch_configuration'),
  ...searchDestination('opensearch_configuration'),
  redshift_configuration: {
    defaults: { retry_duration: 3600, s3_backup_mode: 'Disabled' },
    blocks: {
      cloudwatch_logging_options: logging,
      s3_backup_configuration: delivery,
      s3_configuration: delivery,
    },
  },
  splunk_configuration: {
    defaults: {
      buffering_interval: 60,
      buffering_size: 5,
      hec_acknowledgment_timeout: 180,
      hec_endpoint_type: 'Raw',
      retry_duration: 3600,
      s3_backup_mode: 'FailedEventsOnly',
    },
    blocks: { cloudwatch_logging_options: logging, s3_configuration: delivery },
  },
};

function searchDestination(name: string): Record<string, BlockKnowledge> {
  return {
    [name]: {
      defaults: {
        ...buffering,
        index_rotation_period: 'OneDay',
        retry_duration: 300,
        s3_backup_mode: 'FailedDocumentsOnly',
      },
      blocks: { cloudwatch_logging_options: logging, s3_configuration: delivery },
    },
  };
}

const streams: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_stream
  aws_kinesis_stream: {
    defaults: { encryption_type: 'NONE', enforce_consumer_deletion: false, retention_period: 24 },
    computed: {
      ...arnAsId(arn('kinesis', 'stream/{name}')),
      stream_mode_details: [{ stream_mode: 'PROVISIONED' }],
    },
  },
  aws_kinesis_stream_consumer: { computed: arnAsId(text('{stream_arn}/consumer/{name}:1704067200')) },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_firehose_delivery_stream
  aws_kinesis_firehose_delivery_stream: {
    computed: {
      ...arnAsId(arn('firehose', 'deliverystream/{name}')),
      destination_id: 'destinationId-000000000001',
      version_id: '1',
    },
    blocks: {
      ...firehoseDestinations,
      server_side_encryption: { defaults: { enabled: false, key_type: 'AWS_OWNED_CMK' } },
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/msk_cluster
  aws_msk_cluster: {
    defaults: { enhanced_monitoring: 'DEFAULT' },
    computed: {
      ...arnAsId(arn('kafka', 'cluster/{cluster_name}/{own}-1', own)),
      cluster_uuid: text('{own}-1', own),
    },
    blocks: {
      broker_node_group_info: { defaults: { az_distribution: 'DEFAULT' } },
      encryption_info: {
        blocks: { encryption_in_transit: { defaults: { client_broker: 'TLS', in_cluster: true } } },
      },
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/mq_broker
  aws_mq_broker: {
    defaults: {
      apply_immediately: false,
      auto_minor_version_upgrade: false,
      deployment_mode: 'SINGLE_INSTANCE',
      publicly_accessible: false,
    },
    computed: { id: text('b-{own}', own), arn: arn('mq', 'broker:{broker_name}:{id}') },
    blocks: {
      encryption_options: { defaults: { use_aws_owned_key: true } },
      user: { defaults: { console_access: false, replication_user: false } },
    },
  },
};

export const analytics: Record<string, ResourceKnowledge> = {
  ...glue,
  ...streams,

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/athena_workgroup
  aws_athena_workgroup: {
    defaults: { force_destroy: false, state: 'ENABLED' },
    computed: { id: same('name'), arn: arn('athena', 'workgroup/{id}') },
    blocks: {
      configuration: {
        defaults: {
          enforce_workgroup_configuration: true,
          publish_cloudwatch_metrics_enabled: true,
          requester_pays_enabled: false,
        },
        blocks: { engine_version: { defaults: { selected_engine_version: 'AUTO' } } },
      },
    },
  },
  aws_athena_database: { defaults: { force_destroy: false }, computed: { id: same('name') } },
  aws_athena_named_query: { defaults: { workgroup: 'primary' }, computed: { id: uuid() } },
  aws_athena_data_catalog: { computed: { id: same('name'), arn: arn('athena', 'datacatalog/{id}') } },

  // https://docs.aws.amazon.com/mwaa/latest/API/API_CreateEnvironment.html
  aws_mwaa_environment: {
    computed: {
      id: same('name'),
      arn: arn('airflow', 'environment/{id}'),
      service_role_arn: globalArn(
        'iam',
        'role/aws-service-role/airflow.amazonaws.com/AWSServiceRoleForAmazonMWAA',
      ),
      status: 'AVAILABLE',
      webserver_access_mode: 'PUBLIC_ONLY',
      webserver_url: text('{own}.c1.{@region}.airflow.{@suffix}', own),
    },
  },
  aws_emr_cluster: {
    defaults: { step_concurrency_level: 1, visible_to_all_users: true },
    computed: { id: text('j-{^13}'), arn: arn('elasticmapreduce', 'cluster/{id}') },
  },
  aws_emr_security_configuration: { computed: { id: same('name') } },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/transfer_server
  aws_transfer_server: {
    defaults: {
      domain: 'S3',
      endpoint_type: 'PUBLIC',
      force_destroy: false,
      identity_provider_type: 'SERVICE_MANAGED',
      security_policy_name: 'TransferSecurityPolicy-2018-11',
    },
    computed: {
      id: text('s-{#17}'),
      arn: arn('transfer', 'server/{id}'),
      endpoint: text('{id}.server.transfer.{@region}.{@suffix}'),
      protocols: ['SFTP'],
    },
  },
  aws_transfer_user: {
    defaults: { home_directory_type: 'PATH' },
    computed: { id: text('{server_id}/{user_name}'), arn: arn('transfer', 'user/{id}') },
  },
  aws_appautoscaling_target: { computed: { id: same('resource_id') } },
  aws_appautoscaling_policy: { defaults: { policy_type: 'StepScaling' }, computed: { id: same('name') } },
};
