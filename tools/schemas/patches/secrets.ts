import type { Attribute, Block, ProviderSchema } from '../../../src/terraform/schema/types.ts';
import { blocksByKind, walkAttributes } from '../walk.ts';
import { notSecret, secretNames, secretPaths } from './secret-attributes.ts';

/** Marks what the provider marks as sensitive and as write-only: the bindings do not say it. */
export function markSecrets(schema: ProviderSchema): void {
  markBlock('provider', schema.provider);
  for (const [kind, blocks] of blocksByKind(schema))
    for (const [type, block] of Object.entries(blocks))
      markBlock(kind === 'data' ? `data.${type}` : type, block);
}

function markBlock(type: string, block: Block): void {
  walkAttributes(block, (path, attribute) => {
    const name = path.at(-1) ?? '';
    if (isWriteOnly(name, attribute)) {
      attribute.writeOnly = true;
      attribute.sensitive = true;
    } else if (isSecret([type, ...path].join('.'), name, attribute)) {
      attribute.sensitive = true;
    }
  });
}

/**
 * The naming that HashiCorp asks of providers; `has_…_wo` are computed.
 * https://developer.hashicorp.com/terraform/plugin/framework/resources/write-only-arguments
 */
function isWriteOnly(name: string, { optional, computed }: Attribute): boolean {
  return name.endsWith('_wo') && optional === true && !computed;
}

function isSecret(path: string, name: string, { type }: Attribute): boolean {
  if (secretPaths.has(path)) return true;
  return type === 'string' && secretNames.test(name) && !notSecret.some((pattern) => pattern.test(path));
}
