import { crc32 } from 'node:zlib';
import type { Value } from '../../../../protocol/value.ts';
import type { Compute, Computing, ResourceKnowledge } from '../../../knowledge.ts';
import { blocksOf } from '../../../values.ts';
import { zoneIdPrefix } from '../../zone-id.ts';
import {
  arn,
  arnAsId,
  ec2,
  ec2Id,
  naming,
  privateAddress,
  publicAddress,
  regionOf,
  same,
  text,
  uuid,
  when,
} from '../arn.ts';

// Defaults: the page of each resource at https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources

const account = text('{@account}');

/** The provider's hash of a string: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/create/hashcode.go */
const hash = (value: string) => String(crc32(value));

/** `r-TABLE` and the hash of the destination, as the provider names a route. */
const routeId: Compute = (of) => {
  const table = of.string('route_table_id');
  const to =
    of.string('destination_cidr_block') ||
    of.string('destination_ipv6_cidr_block') ||
    of.string('destination_prefix_list_id');
  return table === undefined || !to ? undefined : `r-${table}${hash(to)}`;
};

/**
 * One endpoint for each subnet that is known, in a zone that is not:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/networkfirewall_firewall#attribute-reference
 */
const firewallStatus: Compute = (of) => {
  const subnets = blocksOf(of.value('subnet_mapping')).map(({ subnet_id }) => subnet_id);
  if (subnets.some((id) => typeof id !== 'string')) return undefined;
  const states = subnets.map((subnet, index) => ({
    attachment: [{ endpoint_id: `vpce-0${of.hex(16, `endpoint ${index}`)}`, subnet_id: subnet ?? null }],
    availability_zone: `${of.context.region}${'abcdef'[index % 6]}`,
  }));
  return [{ sync_states: states, transit_gateway_attachment_sync_states: [] }];
};

const endpointType = (of: Computing) => of.string('vpc_endpoint_type') || 'Gateway';

/**
 * An endpoint that is made without a policy lets everybody through to everything.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#default-endpoint-policy
 */
const endpointPolicy: Compute = (of) => {
  const statement = { Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' };
  const version = endpointType(of) === 'Gateway' ? { Version: '2008-10-17' } : {};
  return JSON.stringify({ Statement: [statement], ...version });
};

/** https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#interface-endpoint-dns-hostnames */
const endpointNames: Compute = (of): Value | undefined => {
  const service = of.string('service_name')?.split('.').at(-1);
  if (service === undefined || endpointType(of) !== 'Interface') return [];
  const host = `${of.string('id')}-${of.hex(8, 'dns')}.${service}.${regionOf(of)}.vpce.${of.context.dnsSuffix}`;
  return [{ dns_name: host, hosted_zone_id: `Z${of.hex(13, 'zone').toUpperCase()}` }];
};

/** What AWS makes with each VPC. */
const vpcParts = {
  default_network_acl_id: ec2Id('acl', 'default'),
  default_route_table_id: ec2Id('rtb', 'default'),
  default_security_group_id: ec2Id('sg', 'default'),
  main_route_table_id: ec2Id('rtb', 'default'),
  dhcp_options_id: ec2Id('dopt', 'default'),
  owner_id: account,
  enable_network_address_usage_metrics: false,
  ipv6_association_id: when('assign_generated_ipv6_cidr_block', text('vpc-cidr-assoc-0{#16:ipv6}'), ''),
  ipv6_cidr_block: when('assign_generated_ipv6_cidr_block', text('2001:db8:{#4:ipv6}:{#2:ipv6}00::/56'), ''),
  ipv6_cidr_block_network_border_group: when('assign_generated_ipv6_cidr_block', regionOf, ''),
} satisfies NonNullable<ResourceKnowledge['computed']>;

const subnetDefaults = {
  assign_ipv6_address_on_creation: false,
  enable_dns64: false,
  enable_resource_name_dns_a_record_on_launch: false,
  enable_resource_name_dns_aaaa_record_on_launch: false,
  ipv6_native: false,
};

const rule: ResourceKnowledge = {
  computed: { ...ec2('sgr', 'security-group-rule'), security_group_rule_id: same('id') },
};

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html */
const flowLogFields =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** Of `eu-west-1a` `euw1-az1`: which zone is behind a letter differs from account to account, so that this is a guess. */
const zoneId: Compute = (of) => {
  const zone = of.string('availability_zone');
  const [, region, letter] = /^([a-z0-9-]*\d)([a-z])$/.exec(zone ?? '') ?? [];
  if (region === undefined || letter === undefined) return undefined;
  return `${zoneIdPrefix(region)}-az${letter.charCodeAt(0) - 'a'.charCodeAt(0) + 1}`;
};

export const ec2Network: Record<string, ResourceKnowledge> = {
  aws_vpc: {
    defaults: { enable_dns_support: true, instance_tenancy: 'default' },
    computed: { ...ec2('vpc', 'vpc'), ...vpcParts, enable_dns_hostnames: false },
  },
  aws_default_vpc: {
    defaults: { enable_dns_hostnames: true, enable_dns_support: true, force_destroy: false },
    computed: {
      ...ec2('vpc', 'vpc'),
      ...vpcParts,
      cidr_block: '172.31.0.0/16',
      existing_default_vpc: true,
      instance_tenancy: 'default',
    },
  },
  aws_vpc_ipv4_cidr_block_association: { computed: { id: text('vpc-cidr-assoc-0{#16}') } },
  aws_vpc_dhcp_options: { computed: { ...ec2('dopt', 'dhcp-options'), owner_id: account } },
  aws_vpc_dhcp_options_association: { computed: { id: text('{dhcp_options_id}-{vpc_id}') } },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/subnet
  aws_subnet: {
    defaults: { ...subnetDefaults, map_public_ip_on_launch: false },
    computed: {
      ...ec2('subnet', 'subnet'),
      availability_zone: text('{@region}a'),
      availability_zone_id: zoneId,
      ipv6_cidr_block: '',
      ipv6_cidr_block_association_id: '',
      owner_id: account,
      private_dns_hostname_type_on_launch: 'ip-name',
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_subnet
  aws_default_subnet: {
    defaults: { ...subnetDefaults, force_destroy: false, map_public_ip_on_launch: true },
    computed: {
      ...ec2('subnet', 'subnet'),
      existing_default_subnet: true,
      ipv6_cidr_block_association_id: '',
      owner_id: account,
      vpc_id: ec2Id('vpc', 'default'),
    },
  },

  aws_route_table: {
    computed: { ...ec2('rtb', 'route-table'), owner_id: account, propagating_vgws: [], route: [] },
  },
  aws_default_route_table: {
    computed: {
      id: same('default_route_table_id'),
      arn: arn('ec2', 'route-table/{id}'),
      owner_id: account,
      route: [],
      vpc_id: ec2Id('vpc', 'default'),
    },
  },
  aws_route: { computed: { id: routeId, origin: 'CreateRoute', state: 'active' } },
  aws_route_table_association: { computed: { id: text('rtbassoc-0{#16}') } },
  aws_main_route_table_association: {
    computed: { id: text('rtbassoc-0{#16}'), original_route_table_id: ec2Id('rtb', 'original') },
  },
  aws_internet_gateway: { computed: { ...ec2('igw', 'internet-gateway'), owner_id: account } },
  aws_internet_gateway_attachment: { computed: { id: text('{internet_gateway_id}:{vpc_id}') } },
  aws_egress_only_internet_gateway: { computed: { id: text('eigw-0{#16}') } },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/nat_gateway
  aws_nat_gateway: {
    defaults: { connectivity_type: 'public' },
    computed: {
      id: text('nat-0{#16}'),
      association_id: ec2Id('eipassoc', 'association'),
      network_interface_id: ec2Id('eni', 'interface'),
      private_ip: privateAddress,
      public_ip: (of) => (of.string('connectivity_type') === 'private' ? '' : publicAddress(of)),
    },
  },
  aws_eip: {
    computed: {
      ...ec2('eipalloc', 'elastic-ip'),
      allocation_id: same('id'),
      domain: 'vpc',
      network_border_group: regionOf,
      public_ip: publicAddress,
      public_ipv4_pool: 'amazon',
    },
  },
  aws_eip_association: { computed: { id: text('eipassoc-0{#16}') } },

  aws_network_acl: {
    computed: { ...ec2('acl', 'network-acl'), egress: [], ingress: [], owner_id: account, subnet_ids: [] },
  },
  aws_default_network_acl: {
    computed: {
      id: same('default_network_acl_id'),
      arn: arn('ec2', 'network-acl/{id}'),
      owner_id: account,
      vpc_id: ec2Id('vpc', 'default'),
    },
  },
  aws_network_acl_association: { computed: { id: text('aclassoc-0{#16}') } },
  aws_network_acl_rule: { defaults: { egress: false }, computed: { id: text('nacl-{#8}') } },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
  // The provider takes away the rule that lets all out, which AWS puts into each new group.
  aws_security_group: {
    defaults: { description: 'Managed by Terraform', revoke_rules_on_delete: false },
    computed: {
      ...ec2('sg', 'security-group'),
      ...naming(),
      egress: [],
      ingress: [],
      owner_id: account,
      vpc_id: ec2Id('vpc', 'default'),
    },
  },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group
  aws_default_security_group: {
    defaults: { revoke_rules_on_delete: false },
    computed: {
      ...ec2('sg', 'security-group'),
      description: 'default VPC security group',
      egress: [],
      ingress: [],
      name: 'default',
      name_prefix: '',
      owner_id: account,
      vpc_id: ec2Id('vpc', 'default'),
    },
  },
  aws_security_group_rule: {
    defaults: { self: false },
    computed: { id: text('sgrule-{#8}'), security_group_rule_id: ec2Id('sgr', 'rule') },
  },
  aws_vpc_security_group_ingress_rule: rule,
  aws_vpc_security_group_egress_rule: rule,

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint
  aws_vpc_endpoint: {
    defaults: { vpc_endpoint_type: 'Gateway' },
    computed: {
      ...ec2('vpce', 'vpc-endpoint'),
      cidr_blocks: [],
      dns_entry: endpointNames,
      ip_address_type: 'ipv4',
      owner_id: account,
      policy: endpointPolicy,
      prefix_list_id: (of) => (endpointType(of) === 'Gateway' ? `pl-${of.hex(8, 'prefix-list')}` : ''),
      private_dns_enabled: false,
      requester_managed: false,
      route_table_ids: [],
      security_group_ids: [],
      state: 'available',
      subnet_ids: [],
    },
  },
  aws_vpc_endpoint_policy: { computed: { id: same('vpc_endpoint_id') } },
  aws_vpc_endpoint_route_table_association: { computed: { id: text('a-{vpc_endpoint_id}{#10}') } },
  aws_vpc_endpoint_subnet_association: { computed: { id: text('a-{vpc_endpoint_id}{#10}') } },
  aws_vpc_endpoint_security_group_association: {
    defaults: { replace_default_association: false },
    computed: { id: text('a-{vpc_endpoint_id}{#10}') },
  },
  aws_vpc_endpoint_service: {
    computed: {
      ...ec2('vpce-svc', 'vpc-endpoint-service'),
      allowed_principals: [],
      manages_vpc_endpoints: false,
      service_name: text('com.amazonaws.vpce.{@region}.{id}'),
      service_type: 'Interface',
      state: 'Available',
    },
  },
  aws_vpc_peering_connection: {
    computed: {
      id: text('pcx-0{#16}'),
      accept_status: when('auto_accept', 'active', 'pending-acceptance'),
      peer_owner_id: account,
      peer_region: regionOf,
    },
  },
  aws_vpc_peering_connection_accepter: { computed: { id: same('vpc_peering_connection_id') } },
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/flow_log
  aws_flow_log: {
    defaults: { log_destination_type: 'cloud-watch-logs', max_aggregation_interval: 600 },
    blocks: {
      destination_options: {
        defaults: {
          file_format: 'plain-text',
          hive_compatible_partitions: false,
          per_hour_partition: false,
        },
      },
    },
    computed: {
      ...ec2('fl', 'vpc-flow-log'),
      log_format: flowLogFields.replace(/\S+/g, '$${$&}'),
    },
  },
  aws_network_interface: {
    defaults: {
      ipv6_address_list_enabled: false,
      private_ip_list_enabled: false,
      source_dest_check: true,
    },
    computed: {
      ...ec2('eni', 'network-interface'),
      interface_type: 'interface',
      owner_id: account,
      private_ip: privateAddress,
    },
  },
  aws_network_interface_sg_attachment: {
    computed: { id: text('{security_group_id}_{network_interface_id}') },
  },
  aws_ec2_managed_prefix_list: {
    computed: { ...ec2('pl', 'prefix-list'), owner_id: account, version: 1 },
  },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_transit_gateway
  aws_ec2_transit_gateway: {
    defaults: {
      amazon_side_asn: 64512,
      auto_accept_shared_attachments: 'disable',
      default_route_table_association: 'enable',
      default_route_table_propagation: 'enable',
      dns_support: 'enable',
      multicast_support: 'disable',
      vpn_ecmp_support: 'enable',
    },
    computed: {
      ...ec2('tgw', 'transit-gateway'),
      association_default_route_table_id: ec2Id('tgw-rtb', 'default'),
      owner_id: account,
      propagation_default_route_table_id: ec2Id('tgw-rtb', 'default'),
    },
  },
  aws_ec2_transit_gateway_vpc_attachment: {
    defaults: { appliance_mode_support: 'disable', dns_support: 'enable', ipv6_support: 'disable' },
    computed: { ...ec2('tgw-attach', 'transit-gateway-attachment'), vpc_owner_id: account },
  },
  aws_ec2_transit_gateway_route_table: {
    computed: {
      ...ec2('tgw-rtb', 'transit-gateway-route-table'),
      default_association_route_table: false,
      default_propagation_route_table: false,
    },
  },
  aws_ec2_transit_gateway_route: {
    defaults: { blackhole: false },
    computed: { id: text('{transit_gateway_route_table_id}_{destination_cidr_block}') },
  },
  aws_ec2_transit_gateway_route_table_association: {
    computed: { id: text('{transit_gateway_route_table_id}_{transit_gateway_attachment_id}') },
  },
  aws_ec2_transit_gateway_route_table_propagation: {
    computed: { id: text('{transit_gateway_route_table_id}_{transit_gateway_attachment_id}') },
  },
  aws_vpn_gateway: { computed: ec2('vgw', 'vpn-gateway') },
  aws_customer_gateway: { computed: ec2('cgw', 'customer-gateway') },

  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/networkfirewall_firewall
  aws_networkfirewall_firewall: {
    defaults: {
      delete_protection: false,
      firewall_policy_change_protection: false,
      subnet_change_protection: false,
    },
    computed: {
      ...arnAsId(arn('network-firewall', 'firewall/{name}')),
      update_token: uuid('update'),
      firewall_status: firewallStatus,
    },
  },
  aws_networkfirewall_firewall_policy: {
    computed: arnAsId(arn('network-firewall', 'firewall-policy/{name}')),
  },
  aws_networkfirewall_rule_group: {
    computed: arnAsId((of) => {
      const kind = of.string('type') === 'STATELESS' ? 'stateless' : 'stateful';
      return arn('network-firewall', `${kind}-rulegroup/{name}`)(of);
    }),
  },
};
