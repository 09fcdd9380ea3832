import type { Attributes, Path, Resource } from '../../../terraform/plan/plan.ts';
import type { PolicyKind } from '../iam/policy/kinds.ts';
import type { Policy } from '../iam/types.ts';
import type { PolicyFact } from './types.ts';
import { withoutKey } from './values.ts';

/** Where a policy stands, and what it is. */
export interface PolicyAt {
  resource: Resource;
  path: Path;
  kind: PolicyKind | 'document';
  /** The resource, or the block of it, that has the attribute; absent: the resource. */
  attributes?: Attributes;
  /** The path there, when `attributes` is a block. */
  attribute?: Path;
  /** Of a policy that others attach: its ARN. */
  id?: string;
  bound?: readonly string[];
}

/** All texts of policies, each once. */
export class PolicyBook {
  readonly #facts = new Map<string, PolicyFact>();
  readonly #texts = new Set<string>();
  readonly #referred = new Set<string>();

  /** The policy that stands somewhere; undefined when there is none. The same place gives the same policy. */
  read(at: PolicyAt): Policy | undefined {
    const { resource, path, kind } = at;
    const id = at.id ?? `${resource.address}.${typeof path === 'string' ? path : path.join('.')}`;
    const known = this.#facts.get(id);
    if (known) {
      this.#bind(known, at.bound);
      return known.policy;
    }
    const policy = this.#policyOf(id, at);
    if (!policy) return undefined;
    const isWritten =
      resource.mode === 'data' || !(at.attributes ?? resource).isLeftOut(at.attribute ?? path);
    this.#facts.set(id, { id, kind, policy, resource, path, isWritten, bound: at.bound ?? [] });
    return policy;
  }

  /** Says that what a policy binds is also this. */
  bind(id: string, addresses: readonly string[]): void {
    const fact = this.#facts.get(id);
    if (fact) this.#bind(fact, addresses);
  }

  #bind(fact: PolicyFact, addresses: readonly string[] = []): void {
    this.#facts.set(fact.id, { ...fact, bound: [...new Set([...fact.bound, ...addresses])] });
  }

  #policyOf(id: string, { resource, path, attributes = resource, attribute = path }: PolicyAt) {
    for (const { address } of attributes.references(attribute)) this.refer(address);
    const text = attributes.attribute(attribute);
    if (!text.known)
      return isNew(resource) && attributes.isLeftOut(attribute) ? undefined : { id, unknown: text.because };
    if (text.value === null || text.value === '') return undefined;
    if (typeof text.value !== 'string') return { id, document: text.value };
    this.#texts.add(text.value);
    if (!isJson(text.value)) return { id, unknown: 'its text is no JSON' };
    return { id, document: text.value };
  }

  /** Says that something takes its text from a document. */
  refer(address: string): void {
    this.#referred.add(withoutKey(address));
  }

  /** Whether a document is used by what was read before. */
  isUsed(address: string, text: string | undefined): boolean {
    return this.#referred.has(withoutKey(address)) || (text !== undefined && this.#texts.has(text));
  }

  facts(): PolicyFact[] {
    return [...this.#facts.values()];
  }
}

/** What is made new, and gets no policy, has none but what its service gives by default. */
function isNew({ action }: Resource): boolean {
  return action === 'create' || action === 'replace';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
