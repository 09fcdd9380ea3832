import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWhollyKnown, type ObjectValue, unknown, type Value } from '../protocol/value.ts';
import { type Context, DataSourceError, type ResourceKnowledge } from '../providers/knowledge.ts';
import { fits } from '../schema/fits.ts';
import type { Attribute, Block, CtyType, NestedBlock } from '../schema/types.ts';
import { applyResource } from './apply-resource.ts';
import { planResource } from './plan-resource.ts';
import { readData } from './read-data.ts';
import type { Subject } from './subject.ts';

const context: Context = {
  account: '123456789012',
  region: 'eu-west-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
  defaultTags: {},
  projectDir: '/nowhere',
};

const subject = (block: Block, address = 'a.b'): Subject => ({ type: 'a', address, block, context });

const name = fc.constantFrom(
  'id',
  'arn',
  'name',
  'policy',
  'port',
  'tags',
  'url',
  'items',
  'kms_key_id',
  'x',
);
const type = fc.letrec<{ type: CtyType }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<CtyType>('string', 'number', 'bool'),
    fc.tuple(fc.constantFrom('list' as const, 'set' as const, 'map' as const), tie('type')),
    fc.tuple(fc.constant('object' as const), fc.dictionary(name, tie('type'), { noNullPrototype: true })),
  ),
})).type;

const attribute: fc.Arbitrary<Attribute> = fc
  .tuple(
    type,
    fc.constantFrom<Partial<Attribute>>(
      { required: true },
      { optional: true },
      { computed: true },
      { optional: true, computed: true },
    ),
  )
  .map(([one, flags]) => ({ type: one, ...flags }));

/** A block with so many levels of blocks in it at most. */
function blockOf(levels: number): fc.Arbitrary<Block> {
  const attributes = fc.dictionary(name, attribute, { noNullPrototype: true });
  if (levels === 0) return attributes.map((one) => ({ attributes: one, blocks: {} }));
  const nested: fc.Arbitrary<NestedBlock> = fc.record({
    nesting: fc.constantFrom('list' as const, 'set' as const, 'single' as const),
    block: blockOf(levels - 1),
  });
  const blocks = fc.dictionary(fc.constantFrom('inner', 'rule', 'filter'), nested, {
    maxKeys: 2,
    noNullPrototype: true,
  });
  return fc.record({ attributes, blocks });
}

/** A value of a type, or one that is not known. */
function valueFor(one: CtyType): fc.Arbitrary<Value> {
  const known: fc.Arbitrary<Value> = (() => {
    if (one === 'number') return fc.integer();
    if (one === 'bool') return fc.boolean();
    if (!Array.isArray(one)) return fc.string();
    switch (one[0]) {
      case 'list':
      case 'set':
        return fc.array(valueFor(one[1]), { maxLength: 2 });
      case 'map':
        return fc.dictionary(name, valueFor(one[1]), { maxKeys: 2, noNullPrototype: true });
      case 'object':
        return fc.record(mapValues(one[1], valueFor));
      case 'tuple':
        return fc.constant([]);
    }
  })();
  return fc.oneof(
    { weight: 4, arbitrary: known },
    { weight: 1, arbitrary: fc.constantFrom<Value>(unknown, null) },
  );
}

/** A configuration of a block: what only a provider may set is null. */
function configOf({ attributes, blocks }: Block): fc.Arbitrary<ObjectValue> {
  return fc.record({
    ...mapValues(attributes, (one) =>
      one.optional || one.required ? valueFor(one.type) : fc.constant(null),
    ),
    ...mapValues(blocks, ({ nesting, block: inner }) =>
      nesting === 'single'
        ? fc.oneof(fc.constant(null), configOf(inner))
        : fc.oneof(
            { weight: 5, arbitrary: fc.array(configOf(inner), { maxLength: 2 }) },
            { weight: 1, arbitrary: fc.constant(unknown) },
          ),
    ),
  }) as fc.Arbitrary<ObjectValue>;
}

function mapValues<A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function fitsBlock(value: ObjectValue, { attributes, blocks }: Block): boolean {
  const names = [...Object.keys(attributes), ...Object.keys(blocks)];
  return (
    Object.keys(value).length === new Set(names).size &&
    Object.entries(attributes).every(([key, one]) => key in blocks || fits(value[key], one.type)) &&
    Object.entries(blocks).every(([key, { block: inner }]) => {
      const found = value[key];
      const all = Array.isArray(found) ? found : found === null || !isWhollyKnown(found) ? [] : [found];
      return all.every((each) => fitsBlock(each as ObjectValue, inner));
    })
  );
}

const configured = blockOf(2)
  .filter(({ attributes, blocks }) => Object.keys(blocks).every((key) => !(key in attributes)))
  .chain((one) => configOf(one).map((config) => ({ block: one, config })));

describe('what a provider answers', () => {
  it('fits the schema, in the plan and after the apply, and nothing stays unknown', () => {
    fc.assert(
      fc.property(configured, ({ block: one, config }) => {
        const planned = planResource(subject(one), config);
        expect(fitsBlock(planned, one)).toBe(true);
        const { values } = applyResource(subject(one), planned);
        expect(fitsBlock(values, one)).toBe(true);
        expect(isWhollyKnown(values)).toBe(true);
      }),
    );
  });

  it('keeps all that the configuration says, and leaves only to the provider what it computes', () => {
    fc.assert(
      fc.property(configured, ({ block: one, config }) => {
        const planned = planResource(subject(one), config);
        for (const [key, { computed }] of Object.entries(one.attributes)) {
          if (config[key] !== null) expect(planned[key]).toEqual(config[key]);
          else expect(planned[key]).toEqual(computed ? unknown : null);
        }
      }),
    );
  });

  it('is the same for one address, and made up anew for another', () => {
    const ids: Block = { attributes: { id: { type: 'string', computed: true } }, blocks: {} };
    const idOf = (address: string) => {
      const about = subject(ids, address);
      return applyResource(about, planResource(about, { id: null })).values.id;
    };
    expect(idOf('a.b[0]')).toBe(idOf('a.b[0]'));
    expect(idOf('a.b[0]')).not.toBe(idOf('a.b[1]'));
  });
});

describe('what is known of a provider', () => {
  const one: Block = {
    attributes: {
      id: { type: 'string', computed: true },
      arn: { type: 'string', computed: true },
      name: { type: 'string', optional: true, computed: true },
      size: { type: 'number', optional: true },
      secret: { type: 'string', optional: true, writeOnly: true },
    },
    blocks: {
      rule: {
        nesting: 'list',
        block: { attributes: { port: { type: 'number', optional: true } }, blocks: {} },
      },
      status: {
        nesting: 'list',
        block: { attributes: { state: { type: 'string', computed: true } }, blocks: {} },
      },
    },
  };
  const knowledge: ResourceKnowledge = {
    defaults: { size: 5, secret: 'never', other: 'of another version' },
    planned: { name: (of) => `${of.context.region}-${of.string('id') ?? 'new'}` },
    computed: {
      // Written before what it reads.
      arn: (of) => (of.string('id') === undefined ? undefined : `arn:${of.string('id')}`),
      id: (of) => of.string('name'),
      size: 'of another type',
      status: [{ state: 'there', more: 1 }],
    },
    blocks: { rule: { defaults: { port: 443 } } },
  };
  const empty = {
    id: null,
    arn: null,
    name: null,
    size: null,
    secret: 's',
    rule: [{ port: null }],
    status: [],
  };

  it('is applied at its time', () => {
    const planned = planResource(subject(one), empty, knowledge);
    expect(planned).toEqual({
      id: unknown,
      arn: unknown,
      name: 'eu-west-1-new',
      size: 5,
      secret: null,
      rule: [{ port: 443 }],
      status: [],
    });
    expect(applyResource(subject(one), planned, knowledge)).toEqual({
      values: {
        ...planned,
        id: 'eu-west-1-new',
        arn: 'arn:eu-west-1-new',
        status: [{ state: 'there' }],
      },
      placeholders: ['id', 'arn'],
      left: [],
    });
  });

  it('gives way to the configuration', () => {
    const planned = planResource(
      subject(one),
      { ...empty, name: 'mine', size: 1, rule: [{ port: 80 }] },
      knowledge,
    );
    expect(planned).toMatchObject({ name: 'mine', size: 1, rule: [{ port: 80 }] });
  });

  it('or leaves what nobody chose empty, and says so', () => {
    const optional: Block = {
      attributes: {
        source_group: { type: 'string', optional: true, computed: true },
        weight: { type: 'number', optional: true, computed: true },
      },
      blocks: {},
    };
    const planned = planResource(subject(optional), { source_group: null, weight: null });
    expect(applyResource(subject(optional), planned)).toEqual({
      values: { source_group: '', weight: 0 },
      placeholders: ['source_group', 'weight'],
      left: ['source_group', 'weight'],
    });
  });
});

describe('a data source', () => {
  const one: Block = {
    attributes: {
      name: { type: 'string', optional: true },
      id: { type: 'string', computed: true },
      count: { type: 'number', computed: true },
    },
    blocks: {},
  };
  const config = { name: 'x', id: null, count: null };

  it('answers what it knows, and what is given before that', () => {
    const source = { read: () => ({ id: 'known', count: 2, other: 'of another version' }) };
    expect(readData(subject(one), config, source)).toEqual({
      values: { name: 'x', id: 'known', count: 2 },
      placeholders: [],
    });
    expect(readData(subject(one), config, source, { id: 'given' }).values.id).toBe('given');
    expect(readData(subject(one), config, undefined).placeholders).toEqual(['id', 'count']);
  });

  it.each([{ count: 'text' }, { nonsense: 1 }])('refuses %j, which does not fit', (given) => {
    expect(() => readData(subject(one), config, undefined, given)).toThrow(DataSourceError);
  });
});
