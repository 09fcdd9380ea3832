import { type AttributePath, errorMessage } from '../protocol/diagnostic.ts';
import type { Message } from '../protocol/messages.ts';
import { isObject, type ObjectValue } from '../protocol/value.ts';
import type { Block } from '../schema/types.ts';

/**
 * The attributes that a configuration sets although only the provider may. Terraform leaves this check to providers.
 * https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-behaviors#computed
 */
export function unconfigurable(block: Block, config: ObjectValue, path: AttributePath = []): Message[] {
  const own = Object.entries(block.attributes).flatMap(([name, { computed, optional, required }]) =>
    computed && !optional && !required && (config[name] ?? null) !== null
      ? [notConfigurable(name, [...path, name])]
      : [],
  );
  const inner = Object.entries(block.blocks).flatMap(([name, nested]) => {
    const value = config[name];
    if (isObject(value)) return unconfigurable(nested.block, value, [...path, name]);
    // A path cannot lead into a set: its elements have no number.
    if (!Array.isArray(value) || nested.nesting === 'set') return [];
    return value.flatMap((one, index) =>
      isObject(one) ? unconfigurable(nested.block, one, [...path, name, index]) : [],
    );
  });
  return [...own, ...inner];
}

function notConfigurable(name: string, path: AttributePath): Message {
  return errorMessage(
    'Value for unconfigurable attribute',
    `Only the provider can set "${name}": remove it from the configuration.`,
    path,
  );
}
