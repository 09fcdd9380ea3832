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

export const noLink: Linked = { resources: [], others: [], doubts: [] };

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

/** Finds what attributes name: by value and, where that is not known, by what the expression refers to. */
export class Links {
  readonly plan: Plan;
  readonly #byType = new Map<string, Map<string, Resource[]>>();

  constructor(plan: Plan) {
    this.plan = plan;
  }

  /** What an attribute, or the elements of a list, name; of these types, managed or read by a data source. */
  follow(attributes: Attributes, path: Path, types: readonly string[]): Linked {
    const referred = this.#referred(attributes, path, types);
    const value = attributes.attribute(path);
    if (!value.known) {
      if (referred.length > 0) return { resources: referred, others: [], doubts: [] };
      return { resources: [], others: [], doubts: [value.because] };
    }
    const texts = textsOf(value.value);
    const found = texts.map((text) => ({ text, resources: this.#named(text, types, referred) }));
    return {
      resources: [...new Set(found.flatMap(({ resources }) => resources))],
      others: found.filter(({ resources }) => resources.length === 0).map(({ text }) => text),
      doubts: [],
    };
  }

  /** Resources of a type that name another by an attribute, with those of which that cannot be told. */
  naming(type: string, path: Path, target: Resource): { sure: Resource[]; open: Resource[] } {
    const sure: Resource[] = [];
    const open: Resource[] = [];
    for (const resource of this.plan.ofType(type)) {
      const { resources, doubts } = this.follow(resource, path, [target.type]);
      if (resources.includes(target)) sure.push(resource);
      else if (doubts.length > 0) open.push(resource);
    }
    return { sure, open };
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

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.flatMap(textsOf) : [];
}
