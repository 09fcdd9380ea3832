import type { Resource } from '../../../../terraform/plan/plan.ts';
import { AddressSet, isAnyone } from '../address-set.ts';
import type { Links } from '../links.ts';
import type { Managed } from '../types.ts';
import { attachment, blockAt, groupsAt, no, subnetsAt, told, type UnitForm, unit } from './attach.ts';

/** Functions, containers and clusters. */
export const containerForms: readonly UnitForm[] = [
  { type: 'aws_lambda_function', read: readLambda },
  { type: 'aws_ecs_service', read: readEcsService },
  { type: 'aws_eks_cluster', read: readEksCluster },
  { type: 'aws_eks_node_group', read: readEksNodes },
  { type: 'aws_emr_cluster', read: readEmr },
  { type: 'aws_apprunner_service', read: readAppRunner },
];

const outOf = (because: string): Managed => ({ answer: 'allowed', because });

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html */
function readLambda(resource: Resource, links: Links) {
  const { block, doubt } = blockAt(resource, 'vpc_config');
  const subnets = block && subnetsAt(links, block, 'subnet_ids');
  if (doubt !== undefined) return unit(resource, 'compute', 'Lambda function', { doubts: [doubt] });
  if (!block || !subnets || subnets === 'default')
    return unit(resource, 'compute', 'Lambda function', {
      managedOut: [outOf('it is in no VPC: AWS gives it the internet')],
      isOnServiceNetwork: true,
    });
  const own = attachment(
    subnets,
    groupsAt(links, block, 'security_group_ids'),
    no('Lambda gives its interfaces no public address'),
    told(block, 'ipv6_allowed_for_dual_stack'),
  );
  return unit(resource, 'compute', 'Lambda function', { attachments: [own] });
}

function readEcsService(resource: Resource, links: Links) {
  const { block, doubt } = blockAt(resource, 'network_configuration');
  if (!block)
    return unit(resource, 'compute', 'ECS service', {
      doubts: [doubt ?? 'its tasks run on instances that are not known to belong to it'],
    });
  const own = attachment(
    subnetsAt(links, block, 'subnets'),
    groupsAt(links, block, 'security_groups'),
    told(block, 'assign_public_ip'),
  );
  return unit(resource, 'compute', 'ECS service', { attachments: [own] });
}

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
function readEksCluster(resource: Resource, links: Links) {
  const { block, doubt } = blockAt(resource, 'vpc_config');
  const isPublic = told(resource, 'vpc_config.endpoint_public_access');
  const ranges = resource.attribute('vpc_config.public_access_cidrs');
  const left = resource.isLeftOut('vpc_config.public_access_cidrs');
  const texts = ranges.known && Array.isArray(ranges.value) ? ranges.value.map(String) : [];
  const isOpen = left || texts.length === 0 ? true : isAnyone(AddressSet.of(...texts));
  const surely = isPublic.is === true && (left || ranges.known);
  const way: Managed = {
    answer: surely ? (isOpen ? 'allowed' : 'conditional') : 'cannot-tell',
    because: `${isPublic.because}, and public_access_cidrs is ${left ? 'not set: 0.0.0.0/0' : texts.join(', ')}`,
    ports: ['tcp/443'],
    callers: 'authenticated',
  };
  return unit(resource, 'compute', 'EKS cluster', {
    attachments: block
      ? [
          attachment(
            subnetsAt(links, block, 'subnet_ids'),
            groupsAt(links, block, 'security_group_ids'),
            no('its interfaces have no public address'),
          ),
        ]
      : [],
    managedIn: isPublic.is === false ? [] : [way],
    doubts: doubt === undefined ? [] : [doubt],
  });
}

function readEksNodes(resource: Resource, links: Links) {
  const own = attachment(
    subnetsAt(links, resource, 'subnet_ids'),
    { resources: [], others: [], doubts: ['EKS makes the security group of the nodes'] },
    { is: 'by-subnet', because: 'the subnet decides for nodes' },
    { is: 'by-subnet', because: 'the subnet decides for nodes' },
  );
  return unit(resource, 'compute', 'EKS nodes', { attachments: [own] });
}

function readEmr(resource: Resource, links: Links) {
  const { block } = blockAt(resource, 'ec2_attributes');
  if (!block)
    return unit(resource, 'compute', 'EMR cluster', {
      attachments: [
        attachment('default', 'default', { is: 'by-subnet', because: 'ec2_attributes is not set' }),
      ],
    });
  const own = attachment(
    subnetsAt(links, block, 'subnet_id'),
    groupsAt(links, block, 'emr_managed_master_security_group'),
    { is: 'by-subnet', because: 'the subnet decides for EMR' },
  );
  return unit(resource, 'compute', 'EMR cluster', { attachments: [own] });
}

/** https://docs.aws.amazon.com/apprunner/latest/dg/network.html */
function readAppRunner(resource: Resource, links: Links) {
  const isPrivate =
    told(resource, 'network_configuration.ingress_configuration.is_publicly_accessible').is === false &&
    !resource.isLeftOut('network_configuration.ingress_configuration.is_publicly_accessible');
  const connector = links.follow(resource, 'network_configuration.egress_configuration.vpc_connector_arn', [
    'aws_apprunner_vpc_connector',
  ]).resources[0];
  const attachments = connector
    ? [
        attachment(
          subnetsAt(links, connector, 'subnets'),
          groupsAt(links, connector, 'security_groups'),
          no('the connector gives no public address'),
        ),
      ]
    : [];
  return unit(resource, 'compute', 'App Runner service', {
    attachments,
    managedIn: isPrivate
      ? []
      : [
          {
            answer: 'allowed',
            because: 'is_publicly_accessible is true',
            ports: ['tcp/443'],
            callers: 'anyone',
          },
        ],
    managedOut: connector ? [] : [outOf('it goes out by the network of App Runner')],
    isOnServiceNetwork: !connector,
  });
}
