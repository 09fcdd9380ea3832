import { assumed, derived } from '../../fill.ts';
import type { Compute, DataSource } from '../../knowledge.ts';
import { reverseDns } from '../partition.ts';
import { arn, ec2, ec2Id, regionOf, same, text, uuid } from '../resources/arn.ts';
import { balancerZoneOf, classicBalancerZone } from '../resources/network/load-balancers.ts';
import { lookup, none } from './lookup.ts';

const vpcId = ec2Id('vpc', 'vpc');

/** Three objects of a kind, as a module for several zones wants them. */
const three =
  (prefix: string): Compute =>
  (of) =>
    ['a', 'b', 'c'].map((zone) => `${prefix}-0${of.hex(16, `${prefix}-${zone}`)}`);

const isGatewayService: Compute = (of) =>
  /^(s3|dynamodb)$/.test(of.string('service') ?? '') ? 'Gateway' : 'Interface';

/** `com.amazonaws.eu-west-1.s3`; in China `cn.com.amazonaws.…`. */
const endpointServiceName: Compute = (of) =>
  `${reverseDns(of.context.dnsSuffix)}.${regionOf(of)}.${of.string('service') ?? 'service'}`;

const scopeOf = (scope: string | undefined): string => (scope === 'CLOUDFRONT' ? 'global' : 'regional');

export const networkData: Record<string, DataSource> = {
  aws_vpc: lookup('The VPC', {
    ...ec2('vpc', 'vpc'),
    cidr_block: '10.0.0.0/16',
    cidr_block_associations: [],
    default: false,
    dhcp_options_id: ec2Id('dopt', 'dhcp'),
    enable_dns_hostnames: true,
    enable_dns_support: true,
    enable_network_address_usage_metrics: false,
    instance_tenancy: 'default',
    ipv6_association_id: '',
    ipv6_cidr_block: '',
    main_route_table_id: ec2Id('rtb', 'main-route-table'),
    owner_id: text('{@account}'),
    state: 'available',
  }),
  aws_vpcs: lookup('One VPC that matches', { id: regionOf, ids: (of) => [`vpc-0${of.hex(16)}`] }),
  aws_subnet: lookup('The subnet', {
    ...ec2('subnet', 'subnet'),
    vpc_id: vpcId,
    cidr_block: '10.0.0.0/24',
    availability_zone: text('{@region}a'),
    available_ip_address_count: 251,
    assign_ipv6_address_on_creation: false,
    default_for_az: false,
    enable_dns64: false,
    ipv6_native: false,
    map_customer_owned_ip_on_launch: false,
    map_public_ip_on_launch: false,
    outpost_arn: '',
    customer_owned_ipv4_pool: '',
    owner_id: text('{@account}'),
    state: 'available',
  }),
  aws_subnets: lookup('Three subnets that match', { id: regionOf, ids: three('subnet') }),
  aws_subnet_ids: lookup('Three subnets of the VPC', { id: same('vpc_id'), ids: three('subnet') }),
  aws_security_group: lookup('The security group', {
    ...ec2('sg', 'security-group'),
    name: text('assumed-{#8:name}'),
    description: '',
    vpc_id: vpcId,
  }),
  aws_security_groups: lookup('One security group that matches', {
    id: regionOf,
    ids: (of) => [`sg-0${of.hex(16)}`],
    arns: (of) => [arn('ec2', `security-group/sg-0${of.hex(16)}`)(of) ?? ''],
    vpc_ids: (of) => [`vpc-0${of.hex(16, 'vpc')}`],
  }),
  aws_route_table: lookup('The route table', {
    id: (of) => of.string('route_table_id') ?? `rtb-0${of.hex(16)}`,
    route_table_id: same('id'),
    arn: arn('ec2', 'route-table/{id}'),
    vpc_id: vpcId,
    owner_id: text('{@account}'),
    associations: [],
    routes: [],
  }),
  aws_route_tables: lookup('Three route tables that match', { id: regionOf, ids: three('rtb') }),
  aws_internet_gateway: lookup('The internet gateway', {
    id: (of) => of.string('internet_gateway_id') ?? `igw-0${of.hex(16)}`,
    internet_gateway_id: same('id'),
    arn: arn('ec2', 'internet-gateway/{id}'),
    attachments: [],
    owner_id: text('{@account}'),
  }),
  aws_nat_gateway: lookup('The NAT gateway', { id: text('nat-0{#16}'), vpc_id: vpcId, state: 'available' }),
  aws_ec2_transit_gateway: lookup('The transit gateway', {
    ...ec2('tgw', 'transit-gateway'),
    owner_id: text('{@account}'),
    amazon_side_asn: 64512,
    association_default_route_table_id: ec2Id('tgw-rtb', 'association'),
    propagation_default_route_table_id: ec2Id('tgw-rtb', 'propagation'),
  }),
  aws_prefix_list: lookup('The prefix list', {
    id: (of) => of.string('prefix_list_id') ?? `pl-${of.hex(8)}`,
    name: endpointServiceName,
    cidr_blocks: ['192.0.2.0/24'],
  }),
  aws_ec2_managed_prefix_list: lookup('The prefix list', {
    id: text('pl-0{#16}'),
    arn: arn('ec2', 'prefix-list/{id}'),
    name: text('prefix-list-{#8:name}'),
    address_family: 'IPv4',
    entries: [],
    max_entries: 1,
    owner_id: text('{@account}'),
    version: 1,
  }),
  aws_vpc_endpoint_service: lookup('The endpoint service', {
    service_type: isGatewayService,
    service_name: endpointServiceName,
    service_region: regionOf,
    id: text('vpce-svc-0{#16}'),
    service_id: same('id'),
    arn: arn('ec2', 'vpc-endpoint-service/{id}'),
    owner: 'amazon',
    acceptance_required: false,
    manages_vpc_endpoints: false,
    vpc_endpoint_policy_supported: true,
    availability_zones: (of) => ['a', 'b', 'c'].map((letter) => regionOf(of) + letter),
    base_endpoint_dns_names: [],
    private_dns_name: '',
    private_dns_names: [],
    supported_ip_address_types: ['ipv4'],
  }),
  // A range that is kept for documentation, so that a rule of it does not look as if it let nothing in.
  // https://datatracker.ietf.org/doc/html/rfc5737
  aws_ip_ranges: assumed('The address ranges of AWS are not looked up: a range of no one stands for them.', {
    id: '946684800',
    create_date: '2000-01-01-00-00-00',
    sync_token: 946684800,
    cidr_blocks: ['192.0.2.0/24'],
    ipv6_cidr_blocks: ['2001:db8::/32'],
    url: 'https://ip-ranges.amazonaws.com/ip-ranges.json',
  }),
  aws_elb_hosted_zone_id: derived({ region: regionOf, id: classicBalancerZone }),
  aws_lb_hosted_zone_id: derived({
    region: regionOf,
    load_balancer_type: 'application',
    id: balancerZoneOf,
  }),
  aws_lb_listener: lookup('The listener', {
    load_balancer_arn: arn('elasticloadbalancing', 'loadbalancer/app/assumed/{#16}'),
    arn: (of) => text(`${of.string('load_balancer_arn')?.replace(':loadbalancer/', ':listener/')}/{#16}`)(of),
    id: same('arn'),
    port: 443,
    protocol: 'HTTPS',
  }),
  aws_eip: lookup('The address', {
    id: text('eipalloc-0{#16}'),
    arn: arn('ec2', 'elastic-ip/{id}'),
    domain: 'vpc',
    public_ip: '203.0.113.1',
  }),
  aws_eips: none('address', 'allocation_ids', 'public_ips'),
  aws_network_acls: none('network ACL', 'ids'),
  aws_ec2_managed_prefix_lists: none('prefix list', 'ids'),
  aws_route53_zones: none('zone', 'ids'),
  aws_vpc_endpoint: lookup('The endpoint', {
    id: text('vpce-0{#16}'),
    arn: arn('ec2', 'vpc-endpoint/{id}'),
    owner_id: text('{@account}'),
    policy: '',
    prefix_list_id: text('pl-{#8}'),
    state: 'available',
    vpc_id: text('vpc-0{#16:vpc}'),
  }),
  aws_vpc_peering_connection: lookup('The peering connection', {
    id: text('pcx-0{#16}'),
    owner_id: text('{@account}'),
    peer_owner_id: text('{@account}'),
    status: 'active',
  }),
  aws_ec2_transit_gateway_route_table: lookup('The route table', {
    id: text('tgw-rtb-0{#16}'),
    arn: arn('ec2', 'transit-gateway-route-table/{id}'),
    transit_gateway_id: text('tgw-0{#16:gateway}'),
  }),
  aws_wafv2_ip_set: lookup('The IP set', {
    id: uuid(),
    arn: (of) => arn('wafv2', `${scopeOf(of.string('scope'))}/ipset/{name}/{id}`)(of),
    addresses: [],
    ip_address_version: 'IPV4',
  }),
  aws_wafv2_web_acl: lookup('The web ACL', {
    id: uuid(),
    name: text('acl-{#8:name}'),
    arn: (of) => arn('wafv2', `${scopeOf(of.string('scope'))}/webacl/{name}/{id}`)(of),
  }),
};
