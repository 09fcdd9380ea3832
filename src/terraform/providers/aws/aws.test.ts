import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectValue, Value } from '../../protocol/value.ts';
import { unknown } from '../../protocol/value.ts';
import { type Context, DataSourceError, type Defaults } from '../knowledge.ts';
import { aws } from './aws.ts';

const defaults: Defaults = { account: '000000000000', region: 'eu-west-1', projectDir: '/project' };
const configure = (config: ObjectValue): Context => aws.configure(config, defaults);
const role = (account: string): ObjectValue => ({ role_arn: `arn:aws:iam::${account}:role/deploy` });

describe('the provider configuration', () => {
  it('without any is the defaults', () => {
    expect(configure({})).toEqual({
      ...defaults,
      partition: 'aws',
      dnsSuffix: 'amazonaws.com',
      defaultTags: {},
    });
  });

  it.each([
    ['us-east-1', 'aws', 'amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
    ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
    ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
    ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
    ['eu-isoe-west-1', 'aws-iso-e', 'cloud.adc-e.uk'],
    ['us-isof-south-1', 'aws-iso-f', 'csp.hci.ic.gov'],
    ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
    ['nowhere', 'aws', 'amazonaws.com'],
  ])('%s is in %s', (region, partition, dnsSuffix) => {
    expect(configure({ region })).toMatchObject({ region, partition, dnsSuffix });
  });

  it.each<[string, ObjectValue, string]>([
    [
      'the only allowed one',
      { allowed_account_ids: ['111111111111'], assume_role: [role('222222222222')] },
      '111111111111',
    ],
    ['of the role', { assume_role: [role('222222222222')] }, '222222222222'],
    ['of the last role', { assume_role: [role('222222222222'), role('333333333333')] }, '333333333333'],
    [
      'of the role, where two are allowed',
      { allowed_account_ids: ['1', '2'], assume_role: [role('222222222222')] },
      '222222222222',
    ],
    ['of the web identity', { assume_role_with_web_identity: [role('444444444444')] }, '444444444444'],
    ['the default, where the role is unknown', { assume_role: [{ role_arn: unknown }] }, '000000000000'],
    ['the default, where the role is no ARN', { assume_role: [{ role_arn: 'deploy' }] }, '000000000000'],
    [
      'the default, where the blocks are unknown',
      { assume_role: unknown, allowed_account_ids: unknown },
      '000000000000',
    ],
    ['the default, where it is no account', { allowed_account_ids: ['me'] }, '000000000000'],
  ])('the account is %s', (_name, config, account) => {
    expect(configure(config).account).toBe(account);
  });

  it('takes over the default tags that are known', () => {
    const config = { default_tags: [{ tags: { Team: 'ml', Cost: unknown, Owner: null } }], region: unknown };
    expect(configure(config)).toMatchObject({ defaultTags: { Team: 'ml' }, region: 'eu-west-1' });
  });
});

const call = (name: string, ...args: Value[]) => aws.functions[name]?.call(args, defaults);

describe('the functions', () => {
  const arn = 'arn:aws:iam::444455556666:role/with/path/example';

  it.each<[string, Value[], Value]>([
    [
      'arn_parse',
      [arn],
      {
        partition: 'aws',
        service: 'iam',
        region: '',
        account_id: '444455556666',
        resource: 'role/with/path/example',
      },
    ],
    [
      'arn_parse',
      ['arn:aws:logs:eu-west-1:1:log-group:/a:*'],
      { partition: 'aws', service: 'logs', region: 'eu-west-1', account_id: '1', resource: 'log-group:/a:*' },
    ],
    [
      'arn_build',
      ['aws', 'iam', '', '444455556666', 'user/example'],
      'arn:aws:iam::444455556666:user/example',
    ],
    ['trim_iam_role_path', [arn], 'arn:aws:iam::444455556666:role/example'],
    ['user_agent', ['example', '1.0', 'a comment'], 'example/1.0 (a comment)'],
    ['user_agent', ['example', '', ''], 'example'],
  ])('%s(%j)', (name, args, result) => {
    expect(call(name, ...args)).toEqual(result);
  });

  it.each<[string, Value[], string]>([
    ['arn_parse', ['iam'], 'arn: invalid prefix'],
    ['arn_parse', ['arn:aws:iam'], 'arn: not enough sections'],
    ['trim_iam_role_path', ['arn:aws:s3:::role/a'], 'service must be "iam"'],
    ['trim_iam_role_path', ['arn:aws:iam:eu-west-1:1:role/a'], 'region must be empty'],
    ['trim_iam_role_path', ['arn:aws:iam::1:user/a'], 'resource must begin with "role/"'],
    ['user_agent', ['', '1', ''], 'product_name must be set'],
  ])('%s(%j) is refused', (name, args, message) => {
    expect(() => call(name, ...args)).toThrow(new DataSourceError(message));
  });

  it('build what they parse', () => {
    const part = fc.stringMatching(/^[a-z0-9-]{0,12}$/);
    fc.assert(
      fc.property(part, part, part, part, fc.string(), (partition, service, region, account, resource) => {
        const built = call('arn_build', partition, service, region, account, resource);
        expect(call('arn_parse', built ?? null)).toEqual({
          partition,
          service,
          region,
          account_id: account,
          resource,
        });
      }),
    );
  });
});
