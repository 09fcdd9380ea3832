import { isObject, isWhollyKnown, unknown } from '../../protocol/value.ts';
import type { Compute } from '../knowledge.ts';

/**
 * The tags of a resource with the default tags of its provider; the resource's own win.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging
 */
const tagsAll: Compute = (of) => {
  const tags = of.value('tags') ?? null;
  if (!isWhollyKnown(tags)) return unknown;
  return { ...of.context.defaultTags, ...(isObject(tags) ? tags : {}) };
};

/**
 * Every regional resource tells its region.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
const region: Compute = (of) => of.context.region;

export const everyResource: Record<string, Compute> = { region, tags_all: tagsAll };
