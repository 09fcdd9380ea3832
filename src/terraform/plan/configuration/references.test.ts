import { describe, expect, it } from 'vitest';
import type { Json } from '../../../base/canonical-json.ts';
import { block, type Member, type Planned, planOf, read, refersTo } from '../testing/documents.ts';

/** What `aws_iam_policy.a` refers to in its policy. */
async function references(expression: Member, root: Member, more: Planned[] = []): Promise<string[]> {
  const policy = block('aws_iam_policy.a', { policy: expression }, root.of as Member);
  const resources = [policy, ...((root.resources ?? []) as Json[])];
  const plan = await read(planOf([{ address: 'aws_iam_policy.a' }, ...more], { ...root, resources }));
  const found = plan.byAddress('aws_iam_policy.a')?.references('policy') ?? [];
  return found.map((one) => (one.attribute ? `${one.address} ${one.attribute}` : one.address));
}

const bucket = block('aws_s3_bucket.b', {});

describe('references', () => {
  it('are those of the instances that there are', async () => {
    const root = { resources: [bucket] };
    const two: Planned[] = [{ address: 'aws_s3_bucket.b["x"]' }, { address: 'aws_s3_bucket.b["y"]' }];
    expect(await references(refersTo('aws_s3_bucket.b'), root)).toEqual(['aws_s3_bucket.b']);
    expect(await references(refersTo('aws_s3_bucket.b'), root, two)).toEqual([
      'aws_s3_bucket.b["x"]',
      'aws_s3_bucket.b["y"]',
    ]);
    const one = refersTo('aws_s3_bucket.b["y"].arn', 'aws_s3_bucket.b["y"]', 'aws_s3_bucket.b');
    expect(await references(one, root, two)).toEqual(['aws_s3_bucket.b["y"] arn']);
  });

  it('do not hold names that are no resource, such as the iterator of a block', async () => {
    expect(
      await references(refersTo('statement.value', 'aws_s3_bucket.b.id'), { resources: [bucket] }),
    ).toEqual(['aws_s3_bucket.b id']);
    expect(await references({ constant_value: '{}' }, {})).toEqual([]);
    expect(await references({}, {})).toEqual([]);
  });

  it('follow the values of for_each', async () => {
    const each = { for_each_expression: refersTo('aws_s3_bucket.b') };
    const root = { of: each, resources: [bucket] };
    expect(await references(refersTo('each.value.arn', 'each.value'), root)).toEqual(['aws_s3_bucket.b']);
  });

  it('go into modules within modules, and out again', async () => {
    const inner = {
      outputs: {
        arn: { expression: refersTo('aws_s3_bucket.b.arn', 'aws_s3_bucket.b') },
        in: { expression: refersTo('var.in') },
      },
      resources: [bucket],
    };
    const outer = {
      outputs: {
        arns: { expression: refersTo('module.inner.arn', 'module.inner') },
        in: { expression: refersTo('module.inner.in') },
      },
      module_calls: { inner: { expressions: { in: refersTo('var.given.id', 'var.given') }, module: inner } },
    };
    const root = {
      resources: [block('aws_kms_key.k', {})],
      module_calls: { outer: { expressions: { given: refersTo('aws_kms_key.k') }, module: outer } },
    };
    const within: Planned[] = [
      { module: 'module.outer["a.b"].module.inner[0]', address: 'aws_s3_bucket.b' },
      { module: 'module.outer["c"].module.inner[0]', address: 'aws_s3_bucket.b' },
    ];
    expect(await references(refersTo('module.outer["a.b"].arns'), root, within)).toEqual([
      'module.outer["a.b"].module.inner[0].aws_s3_bucket.b arn',
    ]);
    expect(await references(refersTo('module.outer'), root, within)).toEqual([
      'module.outer["a.b"].module.inner[0].aws_s3_bucket.b arn',
      'module.outer["c"].module.inner[0].aws_s3_bucket.b arn',
      'aws_kms_key.k',
    ]);
  });

  it('that go round in circles come to an end', async () => {
    const outputs = { x: { expression: refersTo('var.x', 'module.m.x') } };
    const module_calls = { m: { expressions: { x: refersTo('module.m.x') }, module: { outputs } } };
    expect(await references(refersTo('module.m.x'), { module_calls })).toEqual([]);
  });
});
