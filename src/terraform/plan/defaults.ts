import type { Json } from '../../base/canonical-json.ts';
import { Unknown, type Value } from '../protocol/value.ts';
import type { BlockKnowledge, ProviderKnowledge } from '../providers/knowledge.ts';

/** Names of nested blocks and, last, an attribute; without indices. */
export type NamePath = readonly string[];

/** What is known of the resources of one type beyond what a plan says. */
export class Defaults {
  readonly #knowledge: BlockKnowledge | undefined;

  constructor(provider: ProviderKnowledge | undefined, type: string) {
    this.#knowledge = own(provider?.resources, type);
  }

  /** What the provider takes for an attribute that is left out. */
  ofProvider(path: NamePath): Json | undefined {
    return asJson(own(this.#block(path)?.defaults, path.at(-1)));
  }

  /**
   * What the cloud itself takes, where that does not depend on anything else. Not for what may be a block: a plan
   * does not show whether a `dynamic` one writes it.
   */
  ofCloud(path: NamePath): Json | undefined {
    const value = own(this.#block(path)?.computed, path.at(-1));
    const json = typeof value === 'function' ? undefined : asJson(value);
    return isOfAttribute(json) ? json : undefined;
  }

  #block(path: NamePath): BlockKnowledge | undefined {
    return path
      .slice(0, -1)
      .reduce<BlockKnowledge | undefined>((block, name) => own(block?.blocks, name), this.#knowledge);
  }
}

function own<T>(record: Record<string, T> | undefined, name: string | undefined): T | undefined {
  return record && name !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

function isOfAttribute(json: Json | undefined): boolean {
  if (!Array.isArray(json)) return typeof json !== 'object';
  return json.length > 0 && json.every((element) => typeof element !== 'object');
}

/** Undefined for what JSON cannot hold. */
function asJson(value: Value | undefined): Json | undefined {
  if (value === undefined || value instanceof Unknown) return undefined;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return wholly(value.map(asJson));
  const members = Object.entries(value).map(([name, inner]) => [name, asJson(inner)] as const);
  return wholly(members.map(([, inner]) => inner)) && Object.fromEntries(members as [string, Json][]);
}

function wholly(values: (Json | undefined)[]): Json[] | undefined {
  return values.every((value) => value !== undefined) ? values : undefined;
}
