import { describe, expect, it } from 'vitest';
import type { Attribute, Block } from '../../schema/types.ts';
import { computing } from '../testing/computing.ts';
import { placeholder } from './placeholder.ts';

function make(type: string, attribute: string, schema: Attribute = { type: 'string', computed: true }) {
  const block: Block = { attributes: { [attribute]: schema }, blocks: {} };
  return placeholder({ type, attribute, block, of: computing({ name: 'app' }) });
}

describe('placeholders of AWS types of which nothing is known', () => {
  it.each([
    ['aws_lightsail_instance', 'arn', /^arn:aws:lightsail:eu-west-1:123456789012:instance\/app$/],
    ['aws_vpn_connection', 'arn', /^arn:aws:ec2:eu-west-1:123456789012:connection\/app$/],
    ['aws_some_thing', 'execution_role_arn', /^arn:aws:iam::123456789012:role\/assumed-[0-9a-f]{12}$/],
    ['aws_some_thing', 'kms_key_arn', /^arn:aws:kms:eu-west-1:123456789012:key\/[0-9a-f-]{36}$/],
    ['aws_some_thing', 'vpc_id', /^vpc-0[0-9a-f]{16}$/],
    ['aws_some_thing', 'security_group', /^sg-0[0-9a-f]{16}$/],
    ['aws_some_thing', 'primary_network_interface_id', /^eni-0[0-9a-f]{16}$/],
    ['aws_some_thing', 'owner_id', /^123456789012$/],
    ['aws_some_thing', 'home_region', /^eu-west-1$/],
    ['aws_some_thing', 'availability_zone', /^eu-west-1a$/],
    ['aws_some_thing', 'private_ip', /^10\.0\./],
    ['aws_some_thing', 'hosted_zone_id', /^Z[0-9A-F]{20}$/],
  ])('%s.%s', (type, attribute, form) => {
    expect(make(type, attribute)).toMatch(form);
  });

  it.each(['id', 'status', 'instance', 'vpc', 'description'])('leave %s to the engine', (attribute) => {
    expect(make('aws_some_thing', attribute)).toBeUndefined();
  });

  it('are no key where the configuration could have named one', () => {
    expect(make('aws_some_thing', 'kms_key_id', { type: 'string', optional: true, computed: true })).toBe('');
  });
});
