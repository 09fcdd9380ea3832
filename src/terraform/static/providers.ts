import type { Context, Defaults, ProviderKnowledge } from '../providers/knowledge.ts';
import { knownProviders } from '../providers/registry.ts';
import { openSchema, type SchemaStore } from '../schema/store.ts';
import type { ModuleSource, Project } from '../source/types.ts';
import { configOf } from './config.ts';
import { attributesOf, type Declared } from './declarations.ts';
import type { ModuleInstance } from './module.ts';

/** A provider that Holdfast knows, with the schema that the configuration asks for. */
export interface LoadedProvider {
  source: string;
  knowledge: ProviderKnowledge;
  schema: SchemaStore;
}

/** The providers of a project, and what their configurations stand for. */
export class Providers {
  readonly #bySource: ReadonlyMap<string, LoadedProvider>;
  readonly #defaults: Defaults;
  readonly #contexts = new Map<string, Context>();

  private constructor(bySource: ReadonlyMap<string, LoadedProvider>, defaults: Defaults) {
    this.#bySource = bySource;
    this.#defaults = defaults;
  }

  static async load(project: Project, defaults: Defaults): Promise<Providers> {
    const constraints = new Map<string, string | undefined>();
    for (const module of project.modules.values())
      for (const name of module.usedProviders) {
        const source = sourceOf(module, name);
        const own = module.requiredProviders.find(({ localName }) => localName === name)?.constraint;
        if (!constraints.get(source)) constraints.set(source, own);
      }
    const loaded = await Promise.all(
      [...constraints].map(([source, constraint]) => loadOne(source, constraint)),
    );
    const found = loaded.filter((one) => one !== undefined);
    return new Providers(new Map(found.map((one) => [one.source, one])), defaults);
  }

  /** The local name of the provider of a block: `aws`, or what its `provider` argument says. */
  localName({ labels, bodies }: Declared): { name: string; alias?: string } {
    const said = attributesOf(bodies).get('provider')?.text;
    const [name = '', alias] = (said ?? labels[0]?.split('_')[0] ?? '').split('.');
    return alias === undefined ? { name } : { name, alias };
  }

  of(module: ModuleInstance, declared: Declared): { source: string; loaded?: LoadedProvider } {
    const source = sourceOf(module.around.source, this.localName(declared).name);
    const loaded = this.#bySource.get(source);
    return loaded ? { source, loaded } : { source };
  }

  /** The account and region of a block, by the `provider` block that it uses. */
  context(module: ModuleInstance, declared: Declared, { knowledge, schema }: LoadedProvider): Context {
    const { name, alias } = this.localName(declared);
    const [block, home] = configuredIn(module, name, alias) ?? [];
    const key = block && home ? `${home.around.address} ${block.node.startIndex} ${block.file.path}` : name;
    const known = this.#contexts.get(key);
    if (known) return known;
    const config = block && home ? configOf(block.bodies, schema.provider, home, () => undefined) : {};
    const context = knowledge.configure(config, this.#defaults);
    this.#contexts.set(key, context);
    return context;
  }
}

/**
 * The `provider` block that a name means in a module: its own, else what the call gives it, else the caller's.
 * https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
function configuredIn(
  module: ModuleInstance,
  name: string,
  alias: string | undefined,
): [Declared, ModuleInstance] | undefined {
  const { declarations, caller } = module.around;
  const own = declarations.providers.find(
    ({ labels, bodies }) =>
      labels[0] === name && attributesOf(bodies).get('alias')?.text.replaceAll('"', '') === alias,
  );
  if (own && (!caller || attributesOf(own.bodies).size > 0)) return [own, module];
  if (!caller) return own && [own, module];
  const given = givenBy(caller.declared, alias === undefined ? name : `${name}.${alias}`);
  if (given === undefined && alias !== undefined) return undefined;
  const [outer = name, outerAlias] = (given ?? name).split('.');
  return configuredIn(caller.module, outer, outerAlias);
}

/** `providers = { aws = aws.west }` */
function givenBy({ bodies }: Declared, name: string): string | undefined {
  const elements = attributesOf(bodies).get('providers')?.descendantsOfType('object_elem') ?? [];
  const found = elements.find((element) => element?.childForFieldName('key')?.text === name);
  return found?.childForFieldName('val')?.text;
}

async function loadOne(source: string, constraint: string | undefined): Promise<LoadedProvider | undefined> {
  const known = Object.hasOwn(knownProviders, source) ? knownProviders[source] : undefined;
  if (!known) return undefined;
  const [knowledge, schema] = await Promise.all([known.load(), openSchema(known.schema(constraint))]);
  return { source, knowledge, schema };
}

function sourceOf({ requiredProviders }: ModuleSource, name: string): string {
  return requiredProviders.find(({ localName }) => localName === name)?.source ?? `hashicorp/${name}`;
}
