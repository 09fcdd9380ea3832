import type { Block, Nesting } from '../schema/types.ts';
import type { Message } from './messages.ts';

const nestings: Record<Nesting, number> = { single: 1, list: 2, set: 3, map: 4 };

/** A block of a schema as a `Schema` message. */
export function schemaMessage(block: Block): Message {
  return { version: 0, block: blockMessage(block) };
}

function blockMessage({ attributes, blocks }: Block): Message {
  return {
    attributes: Object.entries(attributes).map(([name, { type, ...flags }]) => ({
      name,
      type: typeBytes(type),
      ...flags,
    })),
    blockTypes: Object.entries(blocks).map(([typeName, { nesting, minItems, maxItems, block }]) => ({
      typeName,
      nesting: nestings[nesting],
      minItems: minItems ?? 0,
      maxItems: maxItems ?? 0,
      block: blockMessage(block),
    })),
  };
}

export function typeBytes(type: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(type));
}
