import type { Json } from '../../../base/canonical-json.ts';
import type { Attributes, Path, Plan } from '../../../terraform/plan/plan.ts';

/** A text that is known and not empty. */
export function textAt(attributes: Attributes, path: Path): string | undefined {
  const found = attributes.attribute(path);
  return found.known && typeof found.value === 'string' && found.value !== '' ? found.value : undefined;
}

/** The texts of a list or of a single value; undefined when they are not known. */
export function textsAt(attributes: Attributes, path: Path): string[] | undefined {
  const found = attributes.attribute(path);
  if (!found.known) return undefined;
  const list: Json[] = Array.isArray(found.value) ? found.value : [found.value];
  return list.filter((value) => typeof value === 'string' && value !== '') as string[];
}

/** Tags, where all are known. */
export function tagsOf(attributes: Attributes): Record<string, string> | undefined {
  for (const path of ['tags_all', 'tags']) {
    const found = attributes.attribute(path);
    if (!found.known) continue;
    if (found.value === null) return {};
    if (typeof found.value !== 'object' || Array.isArray(found.value)) continue;
    return Object.fromEntries(Object.entries(found.value).map(([key, value]) => [key, String(value)]));
  }
  return undefined;
}

/** Resources of the plan that an attribute's expression refers to, with all instances of a block. */
export function referredBy(plan: Plan, attributes: Attributes, path: Path, types: readonly string[]) {
  const addresses = new Set(attributes.references(path).map(({ address }) => address));
  if (addresses.size === 0) return [];
  return [...plan.ofType(...types), ...plan.dataOfType(...types)].filter(
    ({ address }) => addresses.has(address) || addresses.has(withoutKey(address)),
  );
}

/** The address of the block: without the key of the last instance. */
export function withoutKey(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, '');
}
