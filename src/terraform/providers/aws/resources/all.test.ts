import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectValue, Value } from '../../../protocol/value.ts';
import { Unknown, unknown } from '../../../protocol/value.ts';
import type { Compute, Computing, Context, ResourceKnowledge } from '../../knowledge.ts';
import { awsResources, merge } from './all.ts';
import { arn, generated, prefixIn, text } from './arn.ts';

const context: Context = {
  account: '123456789012',
  region: 'eu-west-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
  defaultTags: {},
  projectDir: '/nowhere',
};

/** The digits in the table's expectations: the same for each label. */
const plainHex = (lengthChars: number) => '0123456789abcdef'.repeat(4).slice(0, lengthChars);

/** As the engine's: by resource and label. */
const hexOf =
  (seed: string) =>
  (lengthChars: number, label = '') =>
    createHash('sha256').update(`${seed}\0${label}`).digest('hex').slice(0, lengthChars);

function computing(values: ObjectValue, hex: Computing['hex'], where: Context = context): Computing {
  return {
    string: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    value: (name) => values[name],
    context: where,
    keys: () => [],
    hex,
  };
}

const evaluate = (what: Value | Compute, of: Computing) => (typeof what === 'function' ? what(of) : what);

/** A resource as it is after apply: what was given, the defaults, id, ARN, then the rest in the order written. */
function apply(
  type: string,
  given: ObjectValue,
  hex: Computing['hex'],
  where: Context = context,
): ObjectValue {
  const knowledge = awsResources[type];
  if (knowledge === undefined) throw new Error(`${type} is not known`);
  const values: ObjectValue = { ...knowledge.defaults, ...given };
  const { id, arn: own, ...rest } = knowledge.computed ?? {};
  const first = [['id', id] as const, ['arn', own] as const].filter(([, what]) => what !== undefined);
  for (const [name, what] of [...first, ...Object.entries(rest)]) {
    if (what === undefined || (values[name] !== undefined && values[name] !== null)) continue;
    const value = evaluate(what, computing(values, hex, where));
    if (value !== undefined) values[name] = value;
  }
  return values;
}

interface Case {
  type: string;
  given: ObjectValue;
  expect: ObjectValue;
}
/** One case a line. */
const cases: Case[] = readFileSync(new URL('cases.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Whatever a type asks for, so that each of its computed values can be made. */
function anything(seed: string): Computing {
  const values: ObjectValue = {};
  const hex = hexOf(seed);
  return {
    string: (name) => (name === 'region' ? undefined : String(values[name] ?? `some-${name}`)),
    value: (name) => values[name] ?? null,
    context,
    keys: () => [],
    hex,
  };
}

/** Every string in a value. */
function strings(value: Value | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || value instanceof Unknown) return [];
  return Object.values(value).flatMap(strings);
}

function computedStrings(knowledge: ResourceKnowledge, of: Computing): string[] {
  return Object.values(knowledge.computed ?? {}).flatMap((what) => strings(evaluate(what, of)));
}

describe('values after apply', () => {
  it('has cases for 60 types and more', () => {
    expect(new Set(cases.map(({ type }) => type)).size).toBeGreaterThanOrEqual(60);
  });

  it.each(cases)('$type', ({ type, given, expect: expected }) => {
    expect(apply(type, given, plainHex)).toMatchObject(expected);
  });
});

describe('all types', () => {
  const types = Object.entries(awsResources);

  it('are 150 and more, of the AWS provider', () => {
    expect(types.length).toBeGreaterThanOrEqual(150);
    expect(types.filter(([type]) => !/^aws_[a-z0-9_]+$/.test(type))).toEqual([]);
  });

  it.each(types)('%s: the same for one resource, and each id its own', (_type, knowledge) => {
    expect(computedStrings(knowledge, anything('one'))).toEqual(computedStrings(knowledge, anything('one')));
    const id = knowledge.computed?.id;
    if (typeof id !== 'function') return;
    const usesHex = id({ ...anything('one'), hex: () => '0' }) !== id({ ...anything('one'), hex: () => '1' });
    if (usesHex) expect(id(anything('one'))).not.toEqual(id(anything('two')));
  });

  it.each(types)('%s: whole ARNs of the right partition', (_type, knowledge) => {
    const where = { ...context, partition: 'aws-us-gov', region: 'us-gov-west-1' };
    const made = computedStrings(knowledge, { ...anything('one'), context: where });
    const arns = made.filter((value) => value.startsWith('arn:'));
    for (const value of arns) {
      expect(value).toMatch(
        /^arn:aws-us-gov:[a-z0-9-]+:(us-gov-west-1)?:(123456789012|cloudfront|lambda)?:.+/,
      );
    }
    expect(made.filter((value) => /undefined|(?<!\$)\{[@#^a-z]|NaN|\[object/.test(value))).toEqual([]);
  });
});

describe('regions and accounts in ARNs', () => {
  const noRegion = /^arn:[^:]*:(iam|s3|route53|cloudfront|organizations|shield|ecr-public)::/;
  const noRegionType = /^aws_(rds_global_cluster|cloudwatch_dashboard)$/;
  // Access points of S3 are in a region and of an account.
  const noAccount = /^arn:[^:]*:(s3::|route53:|apigateway:)/;
  const noAccountType = /^aws_(ami|ami_copy|ami_from_instance|ebs_snapshot)$/;

  it.each(
    Object.entries(awsResources).filter(([, knowledge]) => typeof knowledge.computed?.arn === 'function'),
  )('%s', (type, knowledge) => {
    const made = evaluate(knowledge.computed?.arn ?? '', anything('one'));
    if (typeof made !== 'string' || !made.startsWith('arn:')) return;
    expect(made.split(':')[3]).toBe(noRegion.test(made) || noRegionType.test(type) ? '' : context.region);
    expect(made.split(':')[4]).toBe(noAccount.test(made) || noAccountType.test(type) ? '' : context.account);
  });

  it('takes the region of the resource before that of the provider', () => {
    expect(apply('aws_sqs_queue', { name: 'q', region: 'us-west-2' }, plainHex).arn).toBe(
      'arn:aws:sqs:us-west-2:123456789012:q',
    );
  });

  it('follows the partition of China in host names too', () => {
    const china = { ...context, partition: 'aws-cn', region: 'cn-north-1', dnsSuffix: 'amazonaws.com.cn' };
    expect(apply('aws_ecr_repository', { name: 'app' }, plainHex, china)).toMatchObject({
      arn: 'arn:aws-cn:ecr:cn-north-1:123456789012:repository/app',
      repository_url: '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app',
    });
  });
});

describe('names', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/);

  it('are kept when given, and made of their prefix otherwise', () => {
    fc.assert(
      fc.property(name, name, (given, prefix) => {
        const of = (values: ObjectValue) => computing(values, hexOf(given));
        expect(generated()(of({ name: given }))).toBe(given);
        const made = generated()(of({ name_prefix: prefix }));
        expect(made).toMatch(new RegExp(`^${prefix}[0-9a-f]{26}$`));
        expect(prefixIn('name')(of({ name: made ?? null }))).toBe(prefix);
      }),
    );
  });

  it('agree between id, name and ARN when made by the provider', () => {
    const role = apply('aws_iam_role', { name_prefix: 'app-' }, hexOf('one'));
    expect(role.name).toBe(role.id);
    expect(role.arn).toBe(`arn:aws:iam::123456789012:role/${role.name}`);
    const queue = apply('aws_sqs_queue', { fifo_queue: true }, hexOf('one'));
    expect(queue.name).toMatch(/^terraform-[0-9a-f]{26}\.fifo$/);
    expect(queue.arn).toBe(`arn:aws:sqs:eu-west-1:123456789012:${queue.name}`);
    expect(queue.name_prefix).toBe('terraform-');
  });
});

describe('what is not known', () => {
  it('leaves text undefined', () => {
    const of = computing({ name: unknown, path: null }, plainHex);
    expect(text('{name}')(of)).toBeUndefined();
    expect(arn('ec2', 'vpc/{path}')(of)).toBeUndefined();
  });

  it('keeps the names of a certificate known at plan time, and nothing else of its records', () => {
    const planned = awsResources.aws_acm_certificate?.planned?.domain_validation_options;
    const certificate = { domain_name: 'a.example', subject_alternative_names: ['*.a.example'] };
    const of = computing({ ...certificate, validation_method: 'DNS' }, plainHex);
    const record = {
      resource_record_name: unknown,
      resource_record_type: unknown,
      resource_record_value: unknown,
    };
    expect(planned?.(of)).toEqual([
      { domain_name: '*.a.example', ...record },
      { domain_name: 'a.example', ...record },
    ]);
    expect(planned?.(computing(certificate, plainHex))).toBeUndefined();
    const partly = { ...certificate, subject_alternative_names: [unknown], validation_method: 'DNS' };
    expect(planned?.(computing(partly, plainHex))).toBeUndefined();
  });

  it('keeps Redshift clusters private and encrypted since version 6 only', () => {
    const { encrypted, publicly_accessible: isPublic } = awsResources.aws_redshift_cluster?.planned ?? {};
    const [version5, version6] = [computing({ logging: [] }, plainHex), computing({}, plainHex)];
    expect([encrypted?.(version5), isPublic?.(version5)]).toEqual([false, true]);
    expect([encrypted?.(version6), isPublic?.(version6)]).toEqual(['true', false]);
  });

  it('refuses templates and tables that are wrong', () => {
    expect(() => text('{@regin}')(computing({}, plainHex))).toThrow('does not exist');
    expect(() => merge([{ aws_vpc: {} }, { aws_vpc: {} }])).toThrow('aws_vpc');
  });
});
