import { brotliCompressSync, constants } from 'node:zlib';
import type { Block, BlockKind, ProviderSchema } from '../../src/terraform/schema/types.ts';

/**
 * The text of a schema as src/terraform/schema/store.ts reads it: a line of JSON with version and source, then a
 * line per block. Keys and lines are sorted, so that equal schemas have equal bytes.
 */
export function formatSchema(schema: ProviderSchema, source: string): string {
  const lines = [
    JSON.stringify({ version: schema.version, source }),
    `provider - ${stableJson(schema.provider)}`,
    ...blockLines('resource', schema.resources),
    ...blockLines('data', schema.dataSources),
    ...blockLines('ephemeral', schema.ephemeralResources),
  ];
  return `${lines.join('\n')}\n`;
}

function blockLines(kind: BlockKind, blocks: Record<string, Block>): string[] {
  return Object.keys(blocks)
    .sort()
    .map((type) => `${kind} ${type} ${stableJson(blocks[type])}`);
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

export function compressSchema(text: string): Buffer {
  const bytes = Buffer.from(text);
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
