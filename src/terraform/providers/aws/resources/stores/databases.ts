import type { Compute, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, generated, globalArn, naming, same, text, uuid, when } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources
// ARNs: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.ARN.html

const name = generated();
const managed = { description: 'Managed by Terraform' };
const identifier = generated('identifier', 'identifier_prefix');
const clusterIdentifier = generated('cluster_identifier', 'cluster_identifier_prefix');

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Welcome.html, the page of each engine */
const ports: Record<string, number> = {
  mysql: 3306,
  mariadb: 3306,
  postgres: 5432,
  oracle: 1521,
  sqlserver: 1433,
  db2: 50000,
  'aurora-postgresql': 5432,
  'aurora-mysql': 3306,
};
const port: Compute = (of) => {
  const engine = of.string('engine');
  return engine === undefined ? undefined : (ports[engine] ?? ports[engine.split('-')[0] ?? '']);
};

/** `HOST:PORT`, where the host is computed before. */
const endpoint: Compute = (of) => {
  const given = of.value('port');
  const host = of.string('address');
  return host === undefined || typeof given !== 'number' ? undefined : `${host}:${given}`;
};

const masterSecret = (kind: 'db' | 'cluster') =>
  when(
    'manage_master_user_password',
    (of) => {
      const secret = arn('secretsmanager', `secret:rds!${kind}-{own}-{#6:secret}`, { own: uuid('secret') })(
        of,
      );
      return secret === undefined
        ? undefined
        : [{ kms_key_id: '', secret_arn: secret, secret_status: 'active' }];
    },
    [],
  );

const cluster = {
  id: clusterIdentifier,
  arn: arn('rds', 'cluster:{id}'),
  ...naming('cluster_identifier', 'cluster_identifier_prefix'),
  cluster_resource_id: text('cluster-{^26:resource}'),
} satisfies NonNullable<ResourceKnowledge['computed']>;

/** Host names of a cluster by its service. */
function hosts(service: string): Record<string, Compute> {
  return {
    endpoint: text(`{id}.cluster-{#12:host}.{@region}.${service}.{@suffix}`),
    reader_endpoint: text(`{id}.cluster-ro-{#12:host}.{@region}.${service}.{@suffix}`),
  };
}

const group = (kind: string): ResourceKnowledge => ({
  defaults: managed,
  computed: { id: name, arn: arn('rds', `${kind}:{id}`), ...naming() },
});
const parameterGroup = (kind: string): ResourceKnowledge => ({
  ...group(kind),
  blocks: { parameter: { defaults: { apply_method: 'immediate' } } },
});

const rds: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance
  // `storage_encrypted` and `deletion_protection` have no default: absent means no. Without a given retention the
  // provider asks for no backups.
  aws_db_instance: {
    defaults: {
      apply_immediately: false,
      auto_minor_version_upgrade: true,
      copy_tags_to_snapshot: false,
      dedicated_log_volume: false,
      delete_automated_backups: true,
      monitoring_interval: 0,
      performance_insights_enabled: false,
      publicly_accessible: false,
      skip_final_snapshot: false,
    },
    computed: {
      id: text('db-{^26:resource}'),
      arn: arn('rds', 'db:{identifier}', { identifier }),
      ...naming('identifier', 'identifier_prefix'),
      resource_id: same('id'),
      address: text('{identifier}.{#12:host}.{@region}.rds.{@suffix}'),
      port,
      endpoint,
      availability_zone: text('{@region}a'),
      backup_retention_period: 0,
      kms_key_id: '',
      master_user_secret: masterSecret('db'),
      multi_az: false,
      network_type: 'IPV4',
      replicas: [],
      status: 'available',
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster
  aws_rds_cluster: {
    defaults: {
      copy_tags_to_snapshot: false,
      delete_automated_backups: true,
      enable_global_write_forwarding: false,
      enable_http_endpoint: false,
      enable_local_write_forwarding: false,
      engine_mode: 'provisioned',
      skip_final_snapshot: false,
    },
    computed: {
      ...cluster,
      ...hosts('rds'),
      apply_immediately: false,
      // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
      backup_retention_period: 1,
      master_user_secret: masterSecret('cluster'),
      network_type: 'IPV4',
      port,
      storage_encrypted: false,
    },
    blocks: {
      scaling_configuration: {
        defaults: {
          auto_pause: true,
          max_capacity: 16,
          min_capacity: 1,
          seconds_before_timeout: 300,
          seconds_until_auto_pause: 300,
          timeout_action: 'RollbackCapacityChange',
        },
      },
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster_instance
  aws_rds_cluster_instance: {
    defaults: {
      auto_minor_version_upgrade: true,
      copy_tags_to_snapshot: false,
      force_destroy: false,
      monitoring_interval: 0,
      promotion_tier: 0,
    },
    computed: {
      id: identifier,
      arn: arn('rds', 'db:{id}'),
      ...naming('identifier', 'identifier_prefix'),
      dbi_resource_id: text('db-{^26:resource}'),
      endpoint: text('{id}.{#12:host}.{@region}.rds.{@suffix}'),
      performance_insights_enabled: false,
      port,
      publicly_accessible: false,
    },
  },
  aws_db_subnet_group: {
    ...group('subgrp'),
    computed: { ...group('subgrp').computed, supported_network_types: ['IPV4'] },
  },
  aws_db_parameter_group: parameterGroup('pg'),
  aws_rds_cluster_parameter_group: parameterGroup('cluster-pg'),
  aws_db_option_group: {
    defaults: { option_group_description: 'Managed by Terraform' },
    computed: { id: name, arn: arn('rds', 'og:{id}'), ...naming() },
  },
  aws_db_proxy: {
    computed: {
      id: same('name'),
      arn: arn('rds', 'db-proxy:prx-0{#16}'),
      endpoint: text('{name}.proxy-{#12:host}.{@region}.rds.{@suffix}'),
      idle_client_timeout: 1800,
    },
  },
  aws_db_proxy_default_target_group: {
    computed: { id: same('db_proxy_name'), arn: arn('rds', 'target-group:prx-tg-0{#16}'), name: 'default' },
  },
  aws_db_snapshot: {
    computed: { id: same('db_snapshot_identifier'), db_snapshot_arn: arn('rds', 'snapshot:{id}') },
  },
  aws_db_event_subscription: {
    defaults: { enabled: true },
    computed: { id: name, arn: arn('rds', 'es:{id}'), ...naming(), customer_aws_id: text('{@account}') },
  },
  aws_rds_global_cluster: {
    computed: {
      id: same('global_cluster_identifier'),
      arn: globalArn('rds', 'global-cluster:{id}'),
      global_cluster_resource_id: text('cluster-{#16:resource}'),
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/docdb_cluster
  aws_docdb_cluster: {
    defaults: { backup_retention_period: 1, engine: 'docdb', port: 27017, skip_final_snapshot: false },
    computed: { ...cluster, ...hosts('docdb') },
  },
  aws_docdb_cluster_instance: {
    defaults: { auto_minor_version_upgrade: true, engine: 'docdb', promotion_tier: 0 },
    computed: {
      id: identifier,
      arn: arn('rds', 'db:{id}'),
      ...naming('identifier', 'identifier_prefix'),
      endpoint: text('{id}.{#12:host}.{@region}.docdb.{@suffix}'),
      publicly_accessible: false,
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/neptune_cluster
  aws_neptune_cluster: {
    defaults: {
      backup_retention_period: 1,
      copy_tags_to_snapshot: false,
      engine: 'neptune',
      port: 8182,
      skip_final_snapshot: false,
      storage_encrypted: false,
    },
    computed: { ...cluster, ...hosts('neptune') },
    blocks: { serverless_v2_scaling_configuration: { defaults: { max_capacity: 128, min_capacity: 2.5 } } },
  },
};

const dynamodb: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table
  aws_dynamodb_table: {
    defaults: { billing_mode: 'PROVISIONED' },
    computed: {
      id: same('name'),
      arn: arn('dynamodb', 'table/{id}'),
      // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
      point_in_time_recovery: [{ enabled: false }],
      stream_arn: when('stream_enabled', text('{arn}/stream/2024-01-01T00:00:00.000'), ''),
      stream_label: when('stream_enabled', '2024-01-01T00:00:00.000', ''),
      stream_view_type: '',
    },
    blocks: {
      replica: {
        defaults: { consistency_mode: 'EVENTUAL', point_in_time_recovery: false, propagate_tags: false },
      },
      ttl: { defaults: { enabled: false } },
    },
  },
  aws_dynamodb_resource_policy: { computed: { id: same('resource_arn') } },
  aws_dynamodb_kinesis_streaming_destination: { computed: { id: text('{table_name},{stream_arn}') } },
};

export const databases: Record<string, ResourceKnowledge> = { ...rds, ...dynamodb };
