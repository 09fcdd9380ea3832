import type { Json } from '../base/canonical-json.ts';
import { type Known, known, unknown } from '../base/known.ts';
import { textAt, withoutKey } from '../clouds/aws/facts/values.ts';
import type { Path, Plan, Resource } from '../terraform/plan/plan.ts';

/** The attributes by which other resources name one. */
const identities = ['id', 'arn', 'name', 'bucket', 'key_id'];

/** Who names what by one attribute of one type: found once for a plan, as checks ask it for every resource. */
interface Links {
  byText: Map<string, Resource[]>;
  byReference: Map<string, Resource[]>;
  /** Those of which it cannot be told what they name. */
  open: Resource[];
}

const perPlan = new WeakMap<Plan, Map<string, Links>>();

/**
 * The resources of a type that name another by an attribute: the public access blocks whose `bucket` is this bucket.
 * They are matched by value and by what the expression refers to. Unknown when one of the type may or may not name
 * it, and none surely does.
 */
export function relatedTo(plan: Plan, target: Resource, type: string, path: Path): Known<Resource[]> {
  const links = linksOf(plan, type, path);
  const own = identities.flatMap((name) => {
    const identity = target.attribute(name);
    return identity.known ? textsOf(identity.value) : [];
  });
  const found = new Set([
    ...(links.byReference.get(target.address) ?? []),
    ...(links.byReference.get(withoutKey(target.address)) ?? []),
    ...own.flatMap((text) => links.byText.get(text) ?? []),
  ]);
  const [open] = links.open;
  if (found.size > 0 || !open) return known([...found]);
  return unknown(`${open.address} may concern it: ${String(path)} is not known`);
}

function linksOf(plan: Plan, type: string, path: Path): Links {
  const ofPlan = perPlan.get(plan) ?? new Map<string, Links>();
  perPlan.set(plan, ofPlan);
  const key = `${type} ${String(path)}`;
  const links = ofPlan.get(key) ?? readLinks(plan, type, path);
  ofPlan.set(key, links);
  return links;
}

function readLinks(plan: Plan, type: string, path: Path): Links {
  const links: Links = { byText: new Map(), byReference: new Map(), open: [] };
  for (const resource of plan.ofType(type)) {
    const value = resource.attribute(path);
    if (value.known) for (const text of textsOf(value.value)) add(links.byText, text, resource);
    const references = resource.references(path).map(({ address }) => address);
    const meant = value.known ? onlyOne(plan, references) : references;
    for (const address of meant) add(links.byReference, address, resource);
    if (!value.known && !references.some(isBlock)) links.open.push(resource);
  }
  return links;
}

/** `each.value` may refer to many: then the value says which it is, and the references say nothing. */
function onlyOne(plan: Plan, references: readonly string[]): string[] {
  const there = new Set(references.filter((address) => plan.byAddress(address) !== undefined));
  return there.size === 1 ? [...there] : [];
}

/** Whether a reference leads to a resource, rather than to something that the plan does not follow. */
function isBlock(address: string): boolean {
  return !/^(?:.*\.)?(?:local|var|each|count|path|terraform|self)\./.test(address) && address.includes('.');
}

function add(lists: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = lists.get(key) ?? [];
  if (!list.includes(resource)) list.push(resource);
  lists.set(key, list);
}

/** Whether an attribute of one resource names another; undefined where that cannot be told. */
export function names(resource: Resource, path: Path, target: Resource): boolean | undefined {
  const value = resource.attribute(path);
  const references = resource.references(path).map(({ address }) => address);
  if (!value.known) {
    if (references.includes(target.address)) return true;
    if (references.includes(withoutKey(target.address))) return true;
    return references.some(isBlock) ? false : undefined;
  }
  const given = new Set(textsOf(value.value));
  const own = identities.map((name) => target.attribute(name));
  const isNamed = own.some((one) => one.known && textsOf(one.value).some((text) => given.has(text)));
  return isNamed || (new Set(references).size === 1 && references[0] === target.address);
}

const users = new WeakMap<Plan, ReadonlyMap<string, readonly Resource[]>>();

/** Who refers to each resource, or to the block that it is an instance of, in any of its arguments. */
export function usersOf(plan: Plan, { address }: Resource): readonly Resource[] {
  const all = users.get(plan) ?? referrers(plan);
  users.set(plan, all);
  const own = [...(all.get(address) ?? []), ...(all.get(withoutKey(address)) ?? [])];
  return [...new Set(own)].filter((user) => user.address !== address);
}

function referrers(plan: Plan): ReadonlyMap<string, readonly Resource[]> {
  if (plan.origin === 'state') return holders(plan);
  const found = new Map<string, Resource[]>();
  for (const resource of plan.resources)
    for (const address of new Set(resource.references([]).map((one) => one.address)))
      add(found, address, resource);
  return found;
}

/** A state has no expressions: who has the id or the ARN of a resource among its values refers to it. */
function holders(plan: Plan): ReadonlyMap<string, readonly Resource[]> {
  const owners = new Map<string, string>();
  for (const resource of plan.resources)
    for (const name of ['arn', 'id', 'key_id'].map((path) => textAt(resource, path)))
      if (name !== undefined && !owners.has(name)) owners.set(name, resource.address);
  const found = new Map<string, Resource[]>();
  for (const resource of plan.resources) {
    const whole = resource.attribute([]);
    const held = whole.known ? [...leavesOf(whole.value)].flatMap((text) => owners.get(text) ?? []) : [];
    for (const address of new Set(held)) add(found, address, resource);
  }
  return found;
}

/** Every text in a value, and in the documents that are texts: policies. */
function* leavesOf(value: Json): Generator<string> {
  if (typeof value === 'string')
    yield* value.startsWith('{') ? [...value.matchAll(/"([^"\\]*)"/g)].map(([, text = '']) => text) : [value];
  else if (value !== null && typeof value === 'object')
    for (const one of Object.values(value)) yield* leavesOf(one);
}

function textsOf(value: Json): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.flatMap(textsOf) : [];
}
