import type { Block } from './types.ts';

/**
 * The attributes and blocks whose type is part of their value: a state keeps them as `{ value, type }`. A block is one
 * when anything within it is. https://github.com/hashicorp/terraform/blob/v1.11.4/internal/configs/configschema/implied_type.go
 */
export function dynamicNames({ attributes, blocks }: Block): string[] {
  return [
    ...Object.entries(attributes).flatMap(([name, { type }]) => (type === 'dynamic' ? [name] : [])),
    ...Object.entries(blocks).flatMap(([name, { block }]) => (dynamicNames(block).length > 0 ? [name] : [])),
  ];
}
