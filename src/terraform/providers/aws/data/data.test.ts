import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../../../protocol/value.ts';
import { type Context, DataSourceError } from '../../knowledge.ts';
import { context as ireland, read as readSource, unset } from '../../testing/computing.ts';
import { zoneIdPrefix } from '../zone-id.ts';
import { awsDataSources } from './all.ts';
import { assumed, real } from './cases.ts';

/** The result with the attributes that the case expects, the configuration having those unset. */
function read(
  type: string,
  given: ObjectValue,
  expected: ObjectValue,
  where: Context = ireland,
): ObjectValue {
  return readSource(awsDataSources[type], unset(Object.keys(expected), given), where);
}
describe('data sources that follow from the configuration', () => {
  it.each(real)('$type $given', ({ type, given, expected, where }) => {
    expect(read(type, given, expected, where)).toMatchObject(onlyFilled(expected, given));
  });
});

describe('data sources that are assumed', () => {
  it.each(assumed)('$type $given', ({ type, given, expected, where }) => {
    expect(read(type, given, expected, where)).toMatchObject(onlyFilled(expected, given));
    expect(awsDataSources[type]?.assumption).toBeDefined();
  });

  it.each([
    ['aws_ami', {}, 'id', /^ami-0[0-9a-f]{16}$/],
    ['aws_subnet', {}, 'id', /^subnet-0[0-9a-f]{16}$/],
    ['aws_security_group', {}, 'id', /^sg-0[0-9a-f]{16}$/],
    ['aws_route53_zone', { name: 'a' }, 'zone_id', /^Z[0-9A-F]{20}$/],
    [
      'aws_acm_certificate',
      { domain: 'a' },
      'arn',
      /^arn:aws:acm:eu-west-1:123456789012:certificate\/[0-9a-f-]{36}$/,
    ],
    ['aws_secretsmanager_secret', { name: 'a' }, 'arn', /:secret:a-[0-9a-f]{6}$/],
    ['aws_ecr_image', { repository_name: 'a' }, 'image_uri', /amazonaws\.com\/a@sha256:[0-9a-f]{64}$/],
    ['aws_canonical_user_id', {}, 'id', /^[0-9a-f]{64}$/],
    [
      'aws_ssm_parameter',
      { name: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64' },
      'value',
      /^ami-0/,
    ],
    [
      'aws_ssm_parameter',
      { name: '/aws/service/eks/optimized-ami/1.30/amazon-linux-2/recommended/image_id' },
      'value',
      /^ami-0/,
    ],
    [
      'aws_ssm_parameter',
      { name: '/aws/service/ecs/optimized-ami/amazon-linux-2/recommended' },
      'value',
      /"image_id":"ami-0/,
    ],
    [
      'aws_eks_cluster',
      { name: 'a' },
      'endpoint',
      /^https:\/\/[0-9A-F]{32}\.gr7\.eu-west-1\.eks\.amazonaws\.com$/,
    ],
  ])('%s %j has a %s in its format', (type, given, attribute, format) => {
    const config = unset(['id', 'arn', 'zone_id', 'registry_id', 'image_digest', attribute], given);
    expect(readSource(awsDataSources[type], config)[attribute]).toMatch(format);
  });

  it('differ from one address to another', () => {
    const config = unset(['id']);
    const ids = ['a', 'b'].map((address) => readSource(awsDataSources.aws_ami, config, ireland, address).id);
    expect(new Set(ids).size).toBe(2);
  });
});

/** What is given is not filled in again. */
function onlyFilled(expected: ObjectValue, given: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.entries(expected).filter(([name]) => given[name] === undefined));
}

describe('what the real provider refuses', () => {
  it.each<[string, ObjectValue]>([
    ['aws_arn', { arn: 'no', account: null }],
    ['aws_elb_service_account', { id: null, region: 'me-central-1' }],
    ['aws_region', { id: null, endpoint: 'somewhere' }],
    ['aws_region', { id: null, name: 'eu-west-1', endpoint: 'ec2.us-east-1.amazonaws.com' }],
    ['aws_service', { id: null }],
    ['aws_service', { id: null, dns_name: 's3.com' }],
    ['aws_sagemaker_prebuilt_ecr_image', { registry_id: null, repository_name: 'lda', region: 'eu-north-1' }],
    ['aws_availability_zone', {}],
  ])('%s %j', (type, config) => {
    expect(() => readSource(awsDataSources[type], config)).toThrow(DataSourceError);
  });
});

describe('zone ids', () => {
  it.each([
    ['us-east-1', 'use1'],
    ['ap-southeast-2', 'apse2'],
    ['eu-central-1', 'euc1'],
    ['us-gov-west-1', 'usgw1'],
    ['cn-northwest-1', 'cnnw1'],
    ['me-south-1', 'mes1'],
  ])('of %s begin with %s', (region, prefix) => {
    expect(zoneIdPrefix(region)).toBe(prefix);
  });
});
