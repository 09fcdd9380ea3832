import { describe, expect, test } from 'vitest';
import type { Json } from '../base/canonical-json.ts';
import { known, unknown } from '../base/known.ts';
import type { Assumption, Attributes } from '../terraform/plan/plan.ts';
import { failsLeftOut, unlessAssumed, unshown } from './careful-rules.ts';
import { isTrue, isUnset } from './rules.ts';

function attributesOf(value: Json | undefined, more: Partial<Attributes> = {}): Attributes {
  return {
    attribute: () => (value === undefined ? unknown('known after apply') : known(value)),
    elements: () => known([]),
    isLeftOut: () => false,
    references: () => [],
    assumptions: () => [],
    isSensitive: () => false,
    ...more,
  };
}

const assumption: Assumption = { kind: 'assumed', what: 'The parameter is taken to exist' };

describe('what is left out', () => {
  const rule = failsLeftOut('on', 'false', isTrue('on'));

  test('fails where only AWS decides', () => {
    const judgement = rule(attributesOf(undefined, { isLeftOut: () => true }));
    expect(judgement).toMatchObject({ outcome: 'fail', message: 'on is left out, and then it is false' });
  });

  test.each([
    [true, 'pass'],
    [false, 'fail'],
    [undefined, 'cannot-tell'],
  ] as const)('is else judged as it is: %s', (value, outcome) => {
    expect(rule(attributesOf(value)).outcome).toBe(outcome);
  });
});

describe('what is assumed', () => {
  const rule = unlessAssumed('image', isTrue('image'));

  test('cannot be told where it would fail', () => {
    expect(rule(attributesOf('x', { assumptions: () => [assumption] })).outcome).toBe('cannot-tell');
    expect(rule(attributesOf('assumed-image')).outcome).toBe('cannot-tell');
    expect(rule(attributesOf('registry/assumed-image:1')).outcome).toBe('cannot-tell');
  });

  test('passes where it passes, and fails where it was written', () => {
    expect(rule(attributesOf(true, { assumptions: () => [assumption] })).outcome).toBe('pass');
    expect(rule(attributesOf('presumed-image')).outcome).toBe('fail');
  });
});

test('an address that may hold a secret is not shown', () => {
  const judgement = unshown('url', () => false, 'holds a token')(attributesOf('https://a:secret@b/'));
  expect(judgement).toMatchObject({ outcome: 'fail', message: 'url holds a token' });
  expect(unshown('url', () => true, '')(attributesOf(undefined)).outcome).toBe('cannot-tell');
});

test.each(['password', 'database.master_password', 'auth_token'])(
  'what stands at %s is not shown, though nothing marks it',
  (path) => {
    const judgement = isUnset(path)(attributesOf('correct-horse'));
    expect(judgement).toMatchObject({ outcome: 'fail' });
    expect(JSON.stringify(judgement)).not.toContain('correct-horse');
  },
);
