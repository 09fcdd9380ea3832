import type { Json } from '../../../base/canonical-json.ts';
import { isObject, type JsonObject, member } from '../json.ts';
import type { Reference } from '../plan.ts';
import { type Configuration, callOf, type Scope } from './configuration.ts';
import { expressionsIn } from './expressions.ts';
import { type Subject, subjectsOf } from './reference-text.ts';

type Key = string | number | undefined;

/** The instances of a plan, by the address of their resource in one module instance. */
export interface InstanceIndex {
  /** `module.a["x"].aws_s3_bucket.b` → its instances. */
  ofResource(address: string): readonly { address: string; key?: string | number }[];
  /** `module.a["x"].module.b` → the addresses of its instances. */
  ofModule(address: string): readonly { address: string; key?: string | number }[];
}

/** An expression, and what it stands in. */
export interface Source {
  expression: JsonObject;
  scope: Scope;
  /** The block whose `count` or `for_each` it sees, and the key of its instance. */
  block: JsonObject;
  key: Key;
}

/** A bound for configurations that are made to be followed forever. */
const stepsMax = 10_000;

/** Follows references through the modules of a configuration. */
export class Follower {
  readonly #configuration: Configuration;
  readonly #instances: InstanceIndex;

  constructor(configuration: Configuration, instances: InstanceIndex) {
    this.#configuration = configuration;
    this.#instances = instances;
  }

  /** What the expressions refer to in the end, each once, in the order in which it is met. */
  follow(sources: readonly Source[]): Reference[] {
    const found = new Map<string, Reference>();
    const seen = new Map<JsonObject, Set<string>>();
    const queue = [...sources];
    for (let at = 0; at < queue.length && at < stepsMax; at += 1) {
      const source = queue[at];
      if (!source || isRepeated(seen, source)) continue;
      for (const next of this.#step(source, found)) queue.push(next);
    }
    return [...found.values()];
  }

  #step(source: Source, found: Map<string, Reference>): Source[] {
    const subjects = subjectsOf(textsOf(member(source.expression, 'references')));
    const seen = new Set<string>();
    return subjects.flatMap((subject, at) => {
      const hasOwnKey = subjects[at + 1]?.kind === 'own-key';
      const id = `${hasOwnKey} ${JSON.stringify(subject)}`;
      if (seen.has(id)) return [];
      seen.add(id);
      return this.#resolve(subject, source, hasOwnKey ? source.key : undefined, found);
    });
  }

  /** @param likelyKey of the instance that is meant where the reference itself has none: `a.b[each.key]` */
  #resolve(subject: Subject, source: Source, likelyKey: Key, found: Map<string, Reference>): Source[] {
    const { scope } = source;
    switch (subject.kind) {
      case 'own-key':
        return [];
      case 'each-value':
        return sourceOf(member(source.block, 'for_each_expression'), source);
      case 'variable':
        return argumentOf(scope, subject.name);
      case 'local':
        add(found, { address: within(scope.address, `local.${subject.name}`) });
        return [];
      case 'module':
        return this.#outputs(subject, scope, likelyKey);
      case 'resource':
        this.#resource(subject, scope, likelyKey, found);
        return [];
    }
  }

  #outputs(subject: Subject & { kind: 'module' }, scope: Scope, likelyKey: Key): Source[] {
    if (!callOf(scope, subject.call)) return [];
    const call = within(scope.address, `module.${subject.call}`);
    const addresses = narrowed(this.#instances.ofModule(call), `${call}${subject.keyText}`, likelyKey);
    return addresses.flatMap((address) => {
      const child = this.#configuration.scope(address);
      const outputs = member(child?.module, 'outputs');
      if (!child || !isObject(outputs)) return [];
      const names = subject.output === undefined ? Object.keys(outputs) : [subject.output];
      // An output sees no `count` or `for_each`.
      const inside = { scope: child, block: {}, key: undefined };
      return names.flatMap((name) => sourceOf(member(member(outputs, name), 'expression'), inside));
    });
  }

  /** Names that are no resource of the module, such as the iterator of a block, are passed over. */
  #resource(
    subject: Subject & { kind: 'resource' },
    scope: Scope,
    likelyKey: Key,
    found: Map<string, Reference>,
  ): void {
    if (!this.#configuration.resource(scope, subject.address)) return;
    const resource = within(scope.address, subject.address);
    const { attribute } = subject;
    const instances = this.#instances.ofResource(resource);
    for (const address of narrowed(instances, `${resource}${subject.keyText}`, likelyKey))
      add(found, { address, ...(attribute !== undefined && { attribute }) });
  }
}

function sourceOf(expression: Json | undefined, within: Omit<Source, 'expression'>): Source[] {
  return expressionsIn(expression ?? null).map((one) => ({ ...within, expression: one }));
}

/** What the call of the module gives for a variable; nothing for a root module: its values are in the plan. */
function argumentOf({ caller, key }: Scope, name: string): Source[] {
  if (!caller) return [];
  const expression = member(member(caller.call, 'expressions'), name);
  return sourceOf(expression, { scope: caller.scope, block: caller.call, key });
}

function isRepeated(seen: Map<JsonObject, Set<string>>, { expression, scope, key }: Source): boolean {
  const places = seen.get(expression) ?? new Set();
  seen.set(expression, places);
  const place = `${scope.address} ${key}`;
  if (places.has(place)) return true;
  places.add(place);
  return false;
}

/** The instance of exactly this address, or the one with the likely key, or all; the address itself when none is. */
function narrowed(
  instances: readonly { address: string; key?: string | number }[],
  address: string,
  likelyKey: Key,
): string[] {
  const exact = instances.find((instance) => instance.address === address);
  if (exact || instances.length === 0) return [address];
  const likely = instances.find((instance) => likelyKey !== undefined && instance.key === likelyKey);
  if (likely) return [likely.address];
  const isWhole = instances.some((instance) => instance.address.startsWith(`${address}[`));
  return isWhole || address.endsWith('[*]') ? instances.map((instance) => instance.address) : [address];
}

function within(module: string, address: string): string {
  return module === '' ? address : `${module}.${address}`;
}

function add(found: Map<string, Reference>, reference: Reference): void {
  found.set(`${reference.address}\n${reference.attribute ?? ''}`, reference);
}

function textsOf(json: Json | undefined): string[] {
  return Array.isArray(json) ? json.filter((one) => typeof one === 'string') : [];
}
