import type { Attributes, Path, Plan, Resource } from '../../../terraform/plan/plan.ts';
import { textAt, withoutKey } from '../facts/values.ts';

/** What an attribute names. */
export interface Linked {
  resources: readonly Resource[];
  /** Known names of what is not in the plan. */
  others: readonly string[];
  /** Why not all of it is known. */
  doubts: readonly string[];
}

/** The attributes by which others name a resource. */
const identities = [
  'id',
  'arn',
  'name',
  'name_prefix',
  'identifier',
  'cluster_identifier',
  'function_name',
  'invoke_arn',
  'prefix_list_id',
];

interface Naming {
  sure: Map<Resource, Resource[]>;
  open: { resource: Resource; mayBe(target: Resource): boolean }[];
}

/** Finds what attributes name: by value and, where that is not known, by what the expression refers to. */
export class Links {
  readonly plan: Plan;
  readonly #byType = new Map<string, Map<string, Resource[]>>();

  readonly #made = new Map<Resource, Map<string, unknown>>();
  readonly #naming = new Map<string, Naming>();

  constructor(plan: Plan) {
    this.plan = plan;
  }

  /** What an attribute, or the elements of a list, name; of these types, managed or read by a data source. */
  follow(attributes: Attributes, path: Path, types: readonly string[]): Linked {
    const referred = this.#referred(attributes, path, types);
    const value = attributes.attribute(path);
    if (!value.known)
      return { resources: referred, others: [], doubts: doubtsOf(attributes, path, value.because, referred) };
    const texts = textsOf(value.value);
    const found = texts.map((text) => ({ text, resources: this.#named(text, types, referred) }));
    return {
      resources: [...new Set(found.flatMap(({ resources }) => resources))],
      others: found.filter(({ resources }) => resources.length === 0).map(({ text }) => text),
      doubts: [],
    };
  }

  /** What was made of a resource under a name before, or is made now. */
  once<T>(resource: Resource, name: string, make: () => T): T {
    const own = this.#made.get(resource) ?? new Map<string, unknown>();
    this.#made.set(resource, own);
    if (!own.has(name)) own.set(name, make());
    return own.get(name) as T;
  }

  /** Resources of a type that name another by an attribute, with those of which that cannot be told. */
  naming(
    type: string,
    path: Path,
    target: Resource,
  ): { sure: readonly Resource[]; open: readonly Resource[] } {
    const key = `${type} ${String(path)} ${target.type}`;
    const index = this.#naming.get(key) ?? this.#readNaming(type, path, target.type);
    this.#naming.set(key, index);
    const sure = index.sure.get(target) ?? [];
    return { sure, open: index.open.filter((one) => one.mayBe(target)).map(({ resource }) => resource) };
  }

  #readNaming(type: string, path: Path, targetType: string): Naming {
    const naming: Naming = { sure: new Map(), open: [] };
    for (const resource of this.plan.ofType(type)) {
      const { resources, doubts } = this.follow(resource, path, [targetType]);
      const isSure = resources.length === 1 || isList(path);
      if (isSure)
        for (const one of resources) naming.sure.set(one, [...(naming.sure.get(one) ?? []), resource]);
      const mayBe = (target: Resource) => (resources.includes(target) ? !isSure : doubts.length > 0);
      if (!isSure || doubts.length > 0) naming.open.push({ resource, mayBe });
    }
    return naming;
  }

  #named(text: string, types: readonly string[], referred: readonly Resource[]): Resource[] {
    const found = types.flatMap((type) => this.#index(type).get(text) ?? []);
    if (found.length < 2) return found;
    const both = found.filter((resource) => referred.includes(resource));
    return both.length > 0 ? both : found;
  }

  #referred(attributes: Attributes, path: Path, types: readonly string[]): Resource[] {
    const addresses = new Set(attributes.references(path).map(({ address }) => address));
    if (addresses.size === 0) return [];
    return this.#ofTypes(types).filter(
      ({ address }) => addresses.has(address) || addresses.has(withoutKey(address)),
    );
  }

  #index(type: string): Map<string, Resource[]> {
    const known = this.#byType.get(type);
    if (known) return known;
    const index = new Map<string, Resource[]>();
    for (const resource of this.#ofTypes([type]))
      for (const text of new Set(identities.map((name) => textAt(resource, name))))
        if (text !== undefined) index.set(text, [...(index.get(text) ?? []), resource]);
    this.#byType.set(type, index);
    return index;
  }

  #ofTypes(types: readonly string[]): Resource[] {
    return [...this.plan.ofType(...types), ...this.plan.dataOfType(...types)];
  }
}

/** What is unknown may be all that it refers to; a single value is one of that, and other things are not followed. */
function doubtsOf(
  attributes: Attributes,
  path: Path,
  because: string,
  referred: readonly Resource[],
): string[] {
  if (referred.length === 0) return [`${String(path)} is not known: ${because}`];
  const found = new Set(referred.flatMap(({ address }) => [address, withoutKey(address)]));
  const other = attributes.references(path).find(({ address }) => !found.has(address));
  if (other) return [`${String(path)} is not known: it refers to ${other.address} too`];
  if (referred.length === 1 || isList(path)) return [];
  return [`${String(path)} is not known: it is one of ${referred.map(({ address }) => address).join(', ')}`];
}

/** By the names that providers give lists: `subnet_ids`, `security_groups`, `vpc_zone_identifier`. */
function isList(path: Path): boolean {
  return /s$|^vpc_zone_identifier$/.test(typeof path === 'string' ? path : String(path.at(-1)));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.flatMap(textsOf) : [];
}
