import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readSchema } from '../../src/terraform/schema/store.ts';
import type { Block, ProviderSchema } from '../../src/terraform/schema/types.ts';
import { compressSchema, formatSchema } from './format.ts';

const empty: Block = { attributes: {}, blocks: {} };

function schemaOf(resources: Record<string, Block>): ProviderSchema {
  return { version: '1.0.0', provider: empty, resources, dataSources: { d: empty }, ephemeralResources: {} };
}

describe('formatSchema', () => {
  it('has the same bytes whatever the order of keys', () => {
    const one: Block = {
      attributes: { a: { type: 'string', optional: true }, b: { type: 'bool', computed: true } },
      blocks: {},
    };
    const two: Block = {
      blocks: {},
      attributes: { b: { computed: true, type: 'bool' }, a: { optional: true, type: 'string' } },
    };
    const left = formatSchema(schemaOf({ y: one, x: empty }), 's/t');
    const right = formatSchema(schemaOf({ x: empty, y: two }), 's/t');
    expect(left).toBe(right);
    expect(compressSchema(left)).toEqual(compressSchema(right));
  });

  it('is read back by the store', () => {
    const block: Block = {
      attributes: { a: { type: ['list', ['object', { n: 'number' }]], required: true } },
      blocks: { b: { nesting: 'set', minItems: 1, block: empty } },
    };
    const text = brotliDecompressSync(compressSchema(formatSchema(schemaOf({ r: block }), 's/t'))).toString();
    const store = readSchema(text);
    expect(store.block('resource', 'r')).toEqual(block);
    expect(store.types('data')).toEqual(['d']);
    expect(store).toMatchObject({ version: '1.0.0', source: 's/t', provider: empty });
  });
});
