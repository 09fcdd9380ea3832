import { describe, expect, it } from 'vitest';
import type { Waiver } from '../spec/platform.ts';
import { finding } from './testing/finding.ts';
import type { Finding } from './types.ts';
import { applyWaivers } from './waivers.ts';

const waiver: Waiver = {
  check: 'kms/rotation',
  where: 'aws_kms_key.*',
  environments: ['dev'],
  reason: 'the key is rotated by hand',
  owner: 'ada',
  expires: '2027-03-31',
};

function covered(more: Partial<Finding>, changed: Partial<Waiver> = {}, today = '2027-03-31') {
  const [first, ...own] = applyWaivers([finding(more)], { keys: { ...waiver, ...changed } }, today);
  return { waiver: first?.waived?.waiver, own: own.map(({ check }) => check) };
}

const here: Partial<Finding> = { environment: 'dev' };

describe('waivers', () => {
  it.each<[string, Partial<Finding>, Partial<Waiver>]>([
    ['the check and the place that it names, on its last day', here, {}],
    ['what could not be told', { ...here, outcome: 'cannot-tell' }, {}],
    [
      'what has no resource, in any environment',
      { name: 'aws_kms_key.file', address: undefined } as never,
      {},
    ],
  ])('cover %s', (_name, more, changed) => {
    expect(covered(more, changed)).toEqual({ waiver: 'keys', own: [] });
  });

  it.each<[string, Partial<Finding>, Partial<Waiver>]>([
    ['another check', { ...here, check: 'kms/policy' }, {}],
    ['another place', { ...here, name: 'aws_s3_bucket.a' }, {}],
    ['another environment', { environment: 'prod' }, {}],
    ['a resource whose environment is not known', {}, {}],
    ['a check that crashed', { ...here, outcome: 'error' }, {}],
    ['a place that only begins like it', { ...here, name: 'aws_kms_key.ab' }, { where: 'aws_kms_key.a' }],
  ])('do not cover %s, and say that they cover nothing', (_name, more, changed) => {
    expect(covered(more, changed)).toEqual({ waiver: undefined, own: ['waivers/unused'] });
  });

  it('cover nothing the day after, and fail the build', () => {
    expect(covered(here, {}, '2027-04-01')).toEqual({ waiver: undefined, own: ['waivers/expired'] });
    const [, own] = applyWaivers([finding(here)], { keys: waiver }, '2027-04-01');
    expect(own).toMatchObject({ severity: 'high', outcome: 'fail', name: 'keys' });
  });

  it('change nothing else of a finding, and lose none', () => {
    const all = [finding(here), finding({ ...here, name: 'aws_s3_bucket.a' })];
    const [first, second] = applyWaivers(all, { keys: waiver }, '2027-01-01');
    expect({ ...first, waived: undefined }).toEqual({ ...all[0], waived: undefined });
    expect(second).toEqual(all[1]);
  });
});
