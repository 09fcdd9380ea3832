import type { Resource } from '../../../terraform/plan/plan.ts';
import { textAt } from '../facts/values.ts';
import { everything } from '../iam/escalation/admin.ts';
import { evaluate } from '../iam/evaluate/evaluate.ts';
import type { AnswerKind, Policy } from '../iam/types.ts';
import type { Links } from './links.ts';
import { subnetTypes, vpcTypes } from './subnets.ts';
import type { EndpointPolicy } from './types.ts';

/** An endpoint of a VPC for an AWS service. */
export interface Endpoint {
  resource: Resource;
  /** `s3`, `sagemaker.runtime`; undefined where the name is not known. */
  service: string | undefined;
  isGateway: boolean;
  /** Undefined where that is not known. */
  hasPrivateDns: boolean | undefined;
  policies: readonly EndpointPolicy[];
}

export function endpointsOf(links: Links, vpc: Resource | undefined): Endpoint[] {
  const all = links.plan.ofType('aws_vpc_endpoint');
  return all
    .filter((one) => vpc === undefined || links.follow(one, 'vpc_id', vpcTypes).resources.includes(vpc))
    .map((resource) => readEndpoint(links, resource));
}

export function readEndpoint(links: Links, resource: Resource): Endpoint {
  const type = resource.attribute('vpc_endpoint_type');
  const dns = resource.attribute('private_dns_enabled');
  return {
    resource,
    service: serviceOf(textAt(resource, 'service_name')),
    isGateway: !type.known || type.value === 'Gateway' || type.value === null,
    hasPrivateDns: dns.known ? dns.value === true : undefined,
    policies: policiesOf(links, resource),
  };
}

/** `com.amazonaws.eu-west-1.s3` and `aws.sagemaker.eu-west-1.notebook` name `s3` and `sagemaker.notebook`. */
function serviceOf(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const plain = /^(?:com|cn\.com)\.amazonaws\.[a-z0-9-]+\.(.+)$/.exec(name)?.[1];
  const [, service, part] = /^aws\.([a-z]+)\.[a-z0-9-]+\.(.+)$/.exec(name) ?? [];
  return plain ?? (service === undefined ? name : `${service}.${part}`);
}

/** A separate policy takes the place of the own one; without either AWS lets everything through. */
function policiesOf(links: Links, resource: Resource): EndpointPolicy[] {
  const separate = links.naming('aws_vpc_endpoint_policy', 'vpc_endpoint_id', resource).sure;
  const [holder = resource] = separate;
  const found = holder.attribute('policy');
  if (holder === resource && resource.isLeftOut('policy')) return [];
  const text = found.known && typeof found.value === 'string' ? found.value : undefined;
  if (found.known && (found.value === null || found.value === '')) return [];
  return [{ resource: holder, path: 'policy', text }];
}

/** The subnets of an interface endpoint, or the tables of a gateway one; with those that cannot be told. */
export function usesOf(links: Links, endpoint: Resource, isGateway: boolean) {
  const [path, joined, own, types] = isGateway
    ? ([
        'route_table_ids',
        'aws_vpc_endpoint_route_table_association',
        'route_table_id',
        ['aws_route_table', 'aws_default_route_table'],
      ] as const)
    : (['subnet_ids', 'aws_vpc_endpoint_subnet_association', 'subnet_id', subnetTypes] as const);
  const direct = links.follow(endpoint, path, types);
  const separate = links.naming(joined, 'vpc_endpoint_id', endpoint);
  const more = separate.sure.map((one) => links.follow(one, own, types));
  return {
    resources: [...direct.resources, ...more.flatMap(({ resources }) => resources)],
    others: [...direct.others, ...more.flatMap(({ others }) => others)],
    doubts: [
      ...direct.doubts,
      ...more.flatMap(({ doubts }) => doubts),
      ...separate.open.map(({ address }) => `${address} may be of ${endpoint.address}`),
    ],
  };
}

const foreign = '999999999999';

/**
 * Whether an endpoint's policy lets somebody write to a bucket of another account: what leaves that way does not
 * need the internet.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html#edit-vpc-endpoint-policy-s3
 */
export function letsOutToForeignBucket({ resource, policies }: Endpoint): AnswerKind {
  if (policies.length === 0) return 'allowed';
  const read = policies.map(
    ({ text }): Policy =>
      text === undefined
        ? { id: resource.address, unknown: 'it is not known' }
        : { id: resource.address, document: text },
  );
  const own = '123456789012';
  const { answer } = evaluate(
    {
      principal: {
        arn: `arn:aws:iam::${own}:role/any`,
        account: own,
        kind: 'role',
        identityPolicies: [everything],
      },
      action: 's3:PutObject',
      resource: { arn: 'arn:aws:s3:::a-bucket-of-somebody-else/data', account: foreign, policy: letsAll },
      context: {
        'aws:ResourceAccount': foreign,
        's3:ResourceAccount': foreign,
        'aws:ResourceOrgID': 'o-foreign000',
      },
    },
    { endpoint: read },
  );
  return answer;
}

const letsAll: Policy = {
  id: 'theirs',
  document: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
  },
};
