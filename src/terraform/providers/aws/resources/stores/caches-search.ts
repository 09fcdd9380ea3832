import type { Compute, ResourceKnowledge } from '../../../knowledge.ts';
import { arn, arnAsId, generated, naming, same, text, uuid } from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

const name = generated();
const managed = { description: 'Managed by Terraform' };

const caches: Record<string, ResourceKnowledge> = {
  aws_elasticache_cluster: {
    defaults: { auto_minor_version_upgrade: 'true' },
    computed: { id: same('cluster_id'), arn: arn('elasticache', 'cluster:{id}') },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_replication_group
  aws_elasticache_replication_group: {
    defaults: { automatic_failover_enabled: false, multi_az_enabled: false },
    computed: {
      id: same('replication_group_id'),
      arn: arn('elasticache', 'replicationgroup:{id}'),
      primary_endpoint_address: text('{id}.{#6:host}.ng.0001.{@region}.cache.{@suffix}'),
      reader_endpoint_address: text('{id}-ro.{#6:host}.ng.0001.{@region}.cache.{@suffix}'),
      // Not for Redis; version 7 and Valkey have it by themselves, which the configuration does not tell.
      at_rest_encryption_enabled: (of) => String(of.string('engine') === 'valkey'),
      transit_encryption_enabled: false,
    },
  },
  aws_elasticache_subnet_group: {
    defaults: managed,
    computed: { id: same('name'), arn: arn('elasticache', 'subnetgroup:{id}') },
  },
  aws_elasticache_parameter_group: {
    defaults: managed,
    computed: { id: same('name'), arn: arn('elasticache', 'parametergroup:{id}') },
  },
  aws_elasticache_user: {
    defaults: { no_password_required: false },
    computed: { id: same('user_id'), arn: arn('elasticache', 'user:{id}') },
  },
  aws_elasticache_user_group: {
    computed: { id: same('user_group_id'), arn: arn('elasticache', 'usergroup:{id}') },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/memorydb_cluster
  aws_memorydb_cluster: {
    defaults: {
      auto_minor_version_upgrade: true,
      data_tiering: false,
      num_replicas_per_shard: 1,
      num_shards: 1,
      tls_enabled: true,
    },
    computed: { id: name, arn: arn('memorydb', 'cluster/{id}'), ...naming() },
  },
};

// Version 6 keeps clusters private and encrypts them; earlier ones, which had logging within the cluster, did neither.
// The argument is text in version 6 and a boolean before.
const isBefore6: Compute = (of) => of.value('logging') !== undefined;
const encryptedSince6: Compute = (of) => (isBefore6(of) ? false : 'true');

const redshift: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade
  aws_redshift_cluster: {
    planned: { encrypted: encryptedSince6, publicly_accessible: isBefore6 },
    defaults: {
      allow_version_upgrade: true,
      apply_immediately: false,
      automated_snapshot_retention_period: 1,
      cluster_version: '1.0',
      manual_snapshot_retention_period: -1,
      number_of_nodes: 1,
      port: 5439,
      skip_final_snapshot: false,
    },
    computed: {
      id: same('cluster_identifier'),
      arn: arn('redshift', 'cluster:{id}'),
      cluster_namespace_arn: arn('redshift', 'namespace:{own}', { own: uuid('namespace') }),
      dns_name: text('{id}.{#12:host}.{@region}.redshift.{@suffix}'),
      enhanced_vpc_routing: false,
    },
  },
  aws_redshift_subnet_group: {
    defaults: managed,
    computed: { id: same('name'), arn: arn('redshift', 'subnetgroup:{id}') },
  },
  aws_redshift_parameter_group: {
    defaults: managed,
    computed: { id: same('name'), arn: arn('redshift', 'parametergroup:{id}') },
  },
  aws_redshiftserverless_namespace: {
    computed: {
      id: same('namespace_name'),
      arn: arn('redshift-serverless', 'namespace/{namespace_id}', { namespace_id: uuid('namespace') }),
      namespace_id: uuid('namespace'),
    },
  },
  aws_redshiftserverless_workgroup: {
    computed: {
      id: same('workgroup_name'),
      arn: arn('redshift-serverless', 'workgroup/{workgroup_id}', { workgroup_id: uuid('workgroup') }),
      workgroup_id: uuid('workgroup'),
    },
  },
};

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html: all of it must be asked for. */
const searchDomain = (instance: string): ResourceKnowledge => ({
  computed: {
    ...arnAsId(arn('es', 'domain/{domain_name}')),
    access_policies: '',
    domain_id: text('{@account}/{domain_name}'),
    encrypt_at_rest: [{ enabled: false, kms_key_id: '' }],
    endpoint: text('search-{domain_name}-{#26:host}.{@region}.es.{@suffix}'),
    node_to_node_encryption: [{ enabled: false }],
  },
  blocks: {
    advanced_security_options: { defaults: { internal_user_database_enabled: false } },
    cluster_config: {
      defaults: { dedicated_master_enabled: false, instance_count: 1, instance_type: instance },
      blocks: { zone_awareness_config: { defaults: { availability_zone_count: 2 } } },
    },
    cognito_options: { defaults: { enabled: false } },
    domain_endpoint_options: { defaults: { custom_endpoint_enabled: false, enforce_https: true } },
    log_publishing_options: { defaults: { enabled: true } },
  },
});

const openSearchDomain = searchDomain('m3.medium.search');
const openSearch: ResourceKnowledge = {
  ...openSearchDomain,
  blocks: {
    ...openSearchDomain.blocks,
    auto_tune_options: { defaults: { use_off_peak_window: false } },
  },
};

const search: Record<string, ResourceKnowledge> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/opensearch_domain
  aws_opensearch_domain: openSearch,
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticsearch_domain
  aws_elasticsearch_domain: {
    ...searchDomain('m3.medium.elasticsearch'),
    defaults: { elasticsearch_version: '1.5' },
  },
  aws_opensearch_domain_policy: { computed: { id: text('esd-policy-{domain_name}') } },
  aws_opensearchserverless_collection: {
    computed: {
      id: text('{#20}'),
      arn: arn('aoss', 'collection/{id}'),
      collection_endpoint: text('https://{id}.{@region}.aoss.{@suffix}'),
      dashboard_endpoint: text('https://{id}.{@region}.aoss.{@suffix}/_dashboards'),
    },
  },
  aws_opensearchserverless_access_policy: { computed: { id: same('name') } },
  aws_opensearchserverless_security_policy: { computed: { id: same('name') } },
};

export const cachesAndSearch: Record<string, ResourceKnowledge> = { ...caches, ...redshift, ...search };
