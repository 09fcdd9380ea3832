import { describe, expect, it } from 'vitest';
import type { Block, ProviderSchema } from '../../src/terraform/schema/types.ts';
import { unite } from './union.ts';

const empty: Block = { attributes: {}, blocks: {} };

function schemaOf(version: string, resources: Record<string, Block>): ProviderSchema {
  return { version, provider: empty, resources, dataSources: {}, ephemeralResources: {} };
}

function united(newer: Block, older: Block): Block | undefined {
  return unite(schemaOf('2.0.0', { r: newer }), schemaOf('1.0.0', { r: older })).resources.r;
}

describe('unite', () => {
  it('keeps the types of both and the version of the newer', () => {
    const schema = unite(
      schemaOf('2.0.0', { a: empty, b: empty }),
      schemaOf('1.0.0', { b: empty, c: empty }),
    );
    expect(Object.keys(schema.resources).sort()).toEqual(['a', 'b', 'c']);
    expect(schema.version).toBe('2.0.0');
  });

  it('requires only what both require', () => {
    const newer: Block = {
      attributes: {
        both: { type: 'string', required: true },
        now: { type: 'string', required: true },
        added: { type: 'string', required: true },
        readOnly: { type: 'string', computed: true },
      },
      blocks: {},
    };
    const older: Block = {
      attributes: {
        both: { type: 'string', required: true },
        now: { type: 'string', optional: true },
        dropped: { type: 'bool', required: true },
        readOnly: { type: 'string', optional: true },
      },
      blocks: {},
    };
    expect(united(newer, older)?.attributes).toEqual({
      both: { type: 'string', required: true },
      now: { type: 'string', optional: true },
      added: { type: 'string', optional: true },
      dropped: { type: 'bool', optional: true },
      readOnly: { type: 'string', computed: true, optional: true },
    });
  });

  it('takes the newer type, and the newer choice of attribute or block', () => {
    const nested = { nesting: 'list', block: empty } as const;
    const newer: Block = { attributes: { a: { type: 'number', optional: true } }, blocks: { b: nested } };
    const older: Block = { attributes: { b: { type: 'string', optional: true } }, blocks: { a: nested } };
    expect(united(newer, older)).toEqual(newer);
  });

  it('unites nested blocks, with the wider limits', () => {
    const inner: Block = { attributes: { x: { type: 'string', optional: true } }, blocks: {} };
    const newer: Block = {
      attributes: {},
      blocks: { b: { nesting: 'list', minItems: 1, maxItems: 1, block: empty } },
    };
    const older: Block = { attributes: {}, blocks: { b: { nesting: 'set', maxItems: 2, block: inner } } };
    expect(united(newer, older)?.blocks).toEqual({ b: { nesting: 'list', maxItems: 2, block: inner } });
  });
});
