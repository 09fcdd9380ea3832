import type { Json } from '../base/canonical-json.ts';
import { type Known, known, unknown } from '../base/known.ts';
import type { Path, Plan, Resource } from '../terraform/plan/plan.ts';

/** The attributes by which other resources name one. */
const identities = ['id', 'arn', 'name', 'bucket', 'key_id'];

/**
 * The resources of a type that name another by an attribute: the public access blocks whose `bucket` is this bucket.
 * They are matched by value and, where that is not known, by what the expression refers to. Unknown when one of the
 * type may or may not name it, and none surely does.
 */
export function relatedTo(plan: Plan, target: Resource, type: string, path: Path): Known<Resource[]> {
  const links = plan.ofType(type).map((resource) => ({ resource, link: names(resource, path, target) }));
  const sure = links.filter(({ link }) => link === true).map(({ resource }) => resource);
  const open = links.find(({ link }) => link === undefined);
  if (sure.length > 0 || !open) return known(sure);
  return unknown(`${open.resource.address} may concern it: ${String(path)} is not known`);
}

/** Whether an attribute names a resource; undefined where that cannot be told. */
export function names(resource: Resource, path: Path, target: Resource): boolean | undefined {
  const value = resource.attribute(path);
  const bare = withoutKey(target.address);
  const references = resource.references(path);
  if (references.some(({ address }) => address === target.address)) return true;
  if (!value.known) return references.some(({ address }) => address === bare) || undefined;
  const given = new Set(textsOf(value.value));
  const own = identities.map((name) => target.attribute(name));
  if (own.some((identity) => identity.known && textsOf(identity.value).some((text) => given.has(text))))
    return true;
  return false;
}

function withoutKey(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}

function textsOf(value: Json): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.flatMap(textsOf) : [];
}
