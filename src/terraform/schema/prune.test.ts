import { describe, expect, it } from 'vitest';
import { isHuge, pruned } from './prune.ts';
import { openSchema } from './store.ts';
import type { Block } from './types.ts';

const leaf: Block = { attributes: { a: { type: 'string', optional: true } }, blocks: {} };
const list = (block: Block) => ({ nesting: 'list', block }) as const;

describe('a huge schema', () => {
  const block: Block = {
    attributes: leaf.attributes,
    blocks: {
      kept: list({ attributes: {}, blocks: { named: list(leaf), other: list(leaf) } }),
      alone: list(leaf),
    },
  };

  it('loses the inner blocks that nobody names', () => {
    expect(pruned(block, (name) => name === 'named')).toEqual({
      attributes: leaf.attributes,
      blocks: { kept: list({ attributes: {}, blocks: { named: list(leaf) } }), alone: list(leaf) },
    });
  });

  it('is that of firewalls and bots', async () => {
    const schema = await openSchema('aws-6');
    const huge = schema.types('resource').filter((type) => {
      const found = schema.block('resource', type);
      return found && isHuge(found);
    });
    expect(huge).toMatchInlineSnapshot(`
      [
        "aws_lexv2models_intent",
        "aws_wafv2_rule_group",
        "aws_wafv2_web_acl",
        "aws_wafv2_web_acl_rule",
      ]
    `);
  });
});
