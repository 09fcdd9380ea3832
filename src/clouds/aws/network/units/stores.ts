import type { Path, Resource } from '../../../../terraform/plan/plan.ts';
import type { Links } from '../links.ts';
import type { Attachment, Told } from '../types.ts';
import {
  attachment,
  blockAt,
  groupsAt,
  isLeft,
  no,
  subnetsAt,
  subnetsOfGroup,
  told,
  type UnitForm,
  unit,
} from './attach.ts';

/** A store with interfaces in a VPC. */
interface StoreForm {
  type: string;
  what: string;
  /** Names a subnet group; */
  subnetGroup?: readonly [Path, string];
  /** or the subnets themselves. */
  subnets?: Path;
  groups: Path;
  /** The switch that gives it public addresses; absent: it never has one. */
  isPublic?: Path;
  port?: number;
}

const dbSubnets = ['db_subnet_group_name', 'aws_db_subnet_group'] as const;

/** What AWS documents as reachable through a VPC's subnets and groups. */
const forms: readonly StoreForm[] = [
  {
    type: 'aws_db_instance',
    what: 'RDS database',
    subnetGroup: dbSubnets,
    groups: 'vpc_security_group_ids',
    isPublic: 'publicly_accessible',
  },
  {
    type: 'aws_redshift_cluster',
    what: 'Redshift cluster',
    subnetGroup: ['cluster_subnet_group_name', 'aws_redshift_subnet_group'],
    groups: 'vpc_security_group_ids',
    isPublic: 'publicly_accessible',
  },
  {
    type: 'aws_redshiftserverless_workgroup',
    what: 'Redshift Serverless workgroup',
    subnets: 'subnet_ids',
    groups: 'security_group_ids',
    isPublic: 'publicly_accessible',
  },
  {
    type: 'aws_dms_replication_instance',
    what: 'DMS replication instance',
    subnetGroup: ['replication_subnet_group_id', 'aws_dms_replication_subnet_group'],
    groups: 'vpc_security_group_ids',
    isPublic: 'publicly_accessible',
  },
  {
    type: 'aws_mq_broker',
    what: 'MQ broker',
    subnets: 'subnet_ids',
    groups: 'security_groups',
    isPublic: 'publicly_accessible',
  },
  {
    type: 'aws_elasticache_cluster',
    what: 'ElastiCache cluster',
    subnetGroup: ['subnet_group_name', 'aws_elasticache_subnet_group'],
    groups: 'security_group_ids',
  },
  {
    type: 'aws_elasticache_replication_group',
    what: 'ElastiCache replication group',
    subnetGroup: ['subnet_group_name', 'aws_elasticache_subnet_group'],
    groups: 'security_group_ids',
  },
  {
    type: 'aws_memorydb_cluster',
    what: 'MemoryDB cluster',
    subnetGroup: ['subnet_group_name', 'aws_memorydb_subnet_group'],
    groups: 'security_group_ids',
  },
  {
    type: 'aws_docdb_cluster',
    what: 'DocumentDB cluster',
    subnetGroup: dbSubnetsOf('aws_docdb_subnet_group'),
    groups: 'vpc_security_group_ids',
  },
  {
    type: 'aws_neptune_cluster',
    what: 'Neptune cluster',
    subnetGroup: ['neptune_subnet_group_name', 'aws_neptune_subnet_group'],
    groups: 'vpc_security_group_ids',
  },
  { type: 'aws_efs_mount_target', what: 'EFS mount target', subnets: 'subnet_id', groups: 'security_groups' },
];

function dbSubnetsOf(type: string): readonly [Path, string] {
  return ['db_subnet_group_name', type];
}

export const storeForms: readonly UnitForm[] = [
  ...forms.map((form) => ({
    type: form.type,
    read: (resource: Resource, links: Links) =>
      unit(resource, 'store', form.what, {
        attachments: [placed(form, resource, links)],
        ...(portsOf(resource) && { ports: portsOf(resource) ?? [] }),
      }),
  })),
  { type: 'aws_rds_cluster_instance', read: readClusterInstance },
  { type: 'aws_opensearch_domain', read: readSearch },
  { type: 'aws_elasticsearch_domain', read: readSearch },
  { type: 'aws_msk_cluster', read: readKafka },
];

function placed(form: StoreForm, resource: Resource, links: Links): Attachment {
  const { subnetGroup, subnets, groups, isPublic } = form;
  const where = subnetGroup
    ? subnetsOfGroup(links, resource, ...subnetGroup)
    : subnetsAt(links, resource, subnets ?? 'subnet_ids');
  const address =
    isPublic === undefined ? no(`${form.what}s have no public address`) : told(resource, isPublic);
  return attachment(where, groupsAt(links, resource, groups), address);
}

function portsOf(resource: Resource): number[] | undefined {
  const port = resource.attribute('port');
  return port.known && typeof port.value === 'number' && port.value > 0 ? [port.value] : undefined;
}

/** The instance has the switch; the cluster, or its own setting, the subnets and the groups. */
function readClusterInstance(resource: Resource, links: Links) {
  const [cluster] = links.follow(resource, 'cluster_identifier', ['aws_rds_cluster']).resources;
  const holder = cluster ?? resource;
  const groups = cluster
    ? groupsAt(links, cluster, 'vpc_security_group_ids')
    : { resources: [], others: [], doubts: ['its cluster is not in the plan'] };
  const own = isLeft(resource, 'db_subnet_group_name') ? holder : resource;
  const where = subnetsOfGroup(links, own, ...dbSubnets);
  const ports = portsOf(holder);
  return unit(resource, 'store', 'RDS cluster instance', {
    attachments: [attachment(where, groups, told(resource, 'publicly_accessible'))],
    ...(ports && { ports }),
  });
}

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html */
function readSearch(resource: Resource, links: Links) {
  const { block, doubt } = blockAt(resource, 'vpc_options');
  const subnets = block ? subnetsAt(links, block, 'subnet_ids') : 'default';
  if (!block || subnets === 'default')
    return unit(resource, 'store', 'OpenSearch domain', {
      managedIn: [
        {
          answer: doubt === undefined ? 'allowed' : 'cannot-tell',
          because: doubt ?? 'it has no vpc_options: its endpoint is public, and only its policy decides',
          ports: ['tcp/443'],
          callers: 'authenticated',
        },
      ],
    });
  const own = attachment(
    subnets,
    groupsAt(links, block, 'security_group_ids'),
    no('a domain in a VPC has no public address'),
  );
  return unit(resource, 'store', 'OpenSearch domain', { attachments: [own], ports: [443] });
}

/** https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html */
function readKafka(resource: Resource, links: Links) {
  const { block, doubt } = blockAt(resource, 'broker_node_group_info');
  if (!block) return unit(resource, 'store', 'MSK cluster', { doubts: [doubt ?? 'it writes no brokers'] });
  const type = block.attribute('connectivity_info.public_access.type');
  const isPublic: Told = type.known
    ? { is: type.value === 'SERVICE_PROVIDED_EIPS', because: `public_access.type is ${String(type.value)}` }
    : { is: block.isLeftOut('connectivity_info') ? false : undefined, because: 'public_access is not known' };
  const own = attachment(
    subnetsAt(links, block, 'client_subnets'),
    groupsAt(links, block, 'security_groups'),
    isPublic,
  );
  return unit(resource, 'store', 'MSK cluster', { attachments: [own] });
}
