import { describe, expect, it } from 'vitest';
import { lenientBlock } from './lenient.ts';
import { openSchema } from './store.ts';
import type { Block } from './types.ts';

const strict: Block = {
  attributes: {
    id: { type: 'string', computed: true },
    name: { type: 'string', required: true, sensitive: true },
    size: { type: 'number', optional: true, computed: true },
  },
  blocks: {
    rule: {
      nesting: 'set',
      minItems: 1,
      maxItems: 1,
      block: { attributes: { action: { type: 'string', required: true } }, blocks: {} },
    },
  },
};

describe('lenientBlock', () => {
  it('makes required optional and drops limits, at every depth', () => {
    expect(lenientBlock(strict)).toEqual({
      attributes: {
        id: { type: 'string', computed: true },
        name: { type: 'string', optional: true, sensitive: true },
        size: { type: 'number', optional: true, computed: true },
      },
      blocks: {
        rule: {
          nesting: 'set',
          block: { attributes: { action: { type: 'string', optional: true } }, blocks: {} },
        },
      },
    });
  });

  it('leaves the block that it is given', () => {
    const before = structuredClone(strict);
    lenientBlock(strict);
    expect(strict).toEqual(before);
  });

  it('leaves nothing required in any shipped type', async () => {
    const store = await openSchema('aws-lenient');
    for (const type of store.types('resource')) {
      const text = JSON.stringify(lenientBlock(store.block('resource', type) ?? strict));
      expect(text).not.toMatch(/"(required|minItems|maxItems)":[^{]/);
    }
  });
});
