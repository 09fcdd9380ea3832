import type { Value } from '../../../protocol/value.ts';
import { assumed, derived } from '../../fill.ts';
import { type Compute, type DataSource, DataSourceError } from '../../knowledge.ts';
import { blocksOf, textOf, textsOf } from '../../values.ts';
import { parseArn } from '../arn-parts.ts';
import { partitionOf, regionNames, regionsEnabledByDefault, reverseDns } from '../partition.ts';
import { regionOf, same, text } from '../resources/arn.ts';

// https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/meta

const arnPart =
  (part: 'partition' | 'service' | 'region' | 'account' | 'resource'): Compute =>
  (of) => {
    const parts = parseArn(of.string('arn') ?? '');
    if (parts === undefined) throw new DataSourceError('the value of arn is not an ARN');
    return parts[part];
  };

/** The region that the arguments name, else the provider's. */
const chosenRegion: Compute = (of) => {
  const endpoint = of.string('endpoint');
  const byEndpoint = /^ec2\.([a-z0-9-]+)\./.exec(endpoint ?? '')?.[1];
  if (endpoint !== undefined && byEndpoint === undefined)
    throw new DataSourceError(`region not found for endpoint "${endpoint}"`);
  const byName = of.string('name') ?? of.string('region');
  if (byName !== undefined && byEndpoint !== undefined && byName !== byEndpoint)
    throw new DataSourceError(
      'multiple Regions matched: use additional constraints to reduce matches to a single Region',
    );
  return byName ?? byEndpoint ?? of.context.region;
};

const descriptions = Object.assign({}, ...Object.values(regionNames)) as Record<string, string>;

/** All regions of the partition, or those that an account has without asking; China and others need no asking. */
const regionList: Compute = (of) => {
  const all = Object.keys(regionNames[of.context.partition] ?? {});
  const wanted = blocksOf(of.value('filter')).find((filter) => textOf(filter.name) === 'opt-in-status');
  const statuses = wanted ? textsOf(wanted.values) : undefined;
  return all.filter((region) => {
    const byDefault = of.context.partition !== 'aws' || regionsEnabledByDefault.includes(region);
    if (!byDefault && of.value('all_regions') !== true) return false;
    return statuses === undefined || statuses.includes(byDefault ? 'opt-in-not-required' : 'not-opted-in');
  });
};

/** `com.amazonaws.eu-west-1.s3` in its parts: https://docs.aws.amazon.com/general/latest/gr/rande.html */
function serviceParts(of: Parameters<Compute>[0]): { prefix: string; region: string; service: string } {
  const dns = of.string('dns_name');
  const name = dns === undefined ? of.string('reverse_dns_name') : reverseDns(dns);
  const parts = name?.split('.') ?? [];
  if (name !== undefined && parts.length < 4)
    throw new DataSourceError(`service DNS names must have at least 4 parts: ${name} has ${parts.length}`);
  const service = parts.at(-1) ?? of.string('service_id');
  if (service === undefined)
    throw new DataSourceError('service ID not provided directly or through a DNS name');
  return {
    prefix: name
      ? parts.slice(0, -2).join('.')
      : (of.string('reverse_dns_prefix') ?? reverseDns(of.context.dnsSuffix)),
    region: parts.at(-2) ?? regionOf(of),
    service,
  };
}

const reverseName: Compute = (of) => {
  const { prefix, region, service } = serviceParts(of);
  return [prefix, region, service].join('.');
};

/** Services that have a principal of the partition's own: the provider's table. */
const partitionPrincipals: Record<string, string[]> = {
  'aws-iso': ['cloudhsm', 'config', 'logs', 'workspaces'],
  'aws-iso-b': ['dms', 'logs'],
  'aws-cn': ['codedeploy', 'elasticmapreduce', 'logs'],
};

const principalSuffix: Compute = (of) => {
  const partition = partitionOf(regionOf(of));
  const own = partition && partitionPrincipals[partition.id]?.includes(of.string('service_name') ?? '');
  return own ? partition.dnsSuffix : 'amazonaws.com';
};

const tags: Compute = (of): Value => ({ ...of.context.defaultTags });

export const meta: Record<string, DataSource> = {
  aws_arn: derived({
    id: same('arn'),
    account: arnPart('account'),
    partition: arnPart('partition'),
    region: arnPart('region'),
    resource: arnPart('resource'),
    service: arnPart('service'),
  }),
  aws_caller_identity: assumed(
    'The caller is taken to be a user of the account that the provider is configured for.',
    {
      account_id: text('{@account}'),
      id: text('{@account}'),
      user_id: text('AIDA{^17}'),
      arn: text('arn:{@partition}:iam::{@account}:user/holdfast-plan'),
    },
  ),
  aws_canonical_user_id: assumed('The canonical user id of the account is not known.', {
    id: text('{#64}'),
    display_name: '',
  }),
  aws_default_tags: derived({ id: text('{@partition}'), tags }),
  aws_partition: derived({
    id: text('{@partition}'),
    partition: text('{@partition}'),
    dns_suffix: text('{@suffix}'),
    reverse_dns_prefix: (of) => reverseDns(of.context.dnsSuffix),
  }),
  aws_region: derived({
    id: chosenRegion,
    region: same('id'),
    name: same('id'),
    description: (of) => descriptions[of.string('id') ?? ''] ?? same('id')(of),
    endpoint: (of) =>
      `ec2.${of.string('id')}.${partitionOf(of.string('id') ?? '')?.dnsSuffix ?? of.context.dnsSuffix}`,
  }),
  aws_regions: assumed('The account is taken to have asked for no further regions.', {
    id: text('{@partition}'),
    names: regionList,
  }),
  aws_service: assumed('The service is taken to be available in the region.', {
    id: reverseName,
    dns_name: (of) => reverseDns(of.string('id') ?? '').toLowerCase(),
    reverse_dns_prefix: (of) => serviceParts(of).prefix,
    service_id: (of) => serviceParts(of).service,
    region: (of) => serviceParts(of).region,
    reverse_dns_name: same('id'),
    partition: (of) => partitionOf(of.string('region') ?? '')?.id,
    supported: true,
  }),
  aws_service_principal: derived({
    suffix: principalSuffix,
    name: text('{service_name}.{suffix}'),
    id: text('{service_name}.{@region}.{suffix}'),
    region: regionOf,
  }),
};
