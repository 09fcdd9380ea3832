import type { ProviderKnowledge } from '../providers/knowledge.ts';
import { knownProviders } from '../providers/registry.ts';
import { openSchema } from '../schema/store.ts';
import type { BlockKind } from '../schema/types.ts';
import { builtin, type Instance } from './input/instance.ts';
import type { ProviderConfiguration } from './plan.ts';

/** What Holdfast knows of the providers of these instances, by source. */
export async function knowledgeOf(instances: readonly Instance[]): Promise<Map<string, ProviderKnowledge>> {
  const sources = new Set(instances.map((instance) => instance.providerSource));
  const known = [...sources].filter((source) => Object.hasOwn(knownProviders, source));
  const loaded = await Promise.all(
    known.map(async (source) => [source, await knownProviders[source]?.load()]),
  );
  return new Map(loaded.filter((pair): pair is [string, ProviderKnowledge] => pair[1] !== undefined));
}

/**
 * The credential-free plan makes up a schema, from the configuration alone, for what Holdfast does not know: there,
 * an attribute that is not written may still have a default. Marks those instances as incomplete.
 */
export async function markUnknownTypes(
  instances: readonly Instance[],
  providers: Iterable<ProviderConfiguration>,
): Promise<void> {
  const constraints = new Map([...providers].map(({ source, constraint }) => [source, constraint]));
  for (const [source, own] of Map.groupBy(instances, (instance) => instance.providerSource)) {
    if (source === builtin) continue;
    const provider = Object.hasOwn(knownProviders, source) ? knownProviders[source] : undefined;
    const schema = provider && (await openSchema(provider.schema(constraints.get(source))));
    for (const instance of own)
      if (!schema?.has(kindOf(instance), instance.type))
        instance.incomplete ??= `the schema of ${instance.type} is not known`;
  }
}

function kindOf({ mode }: Instance): BlockKind {
  return mode === 'managed' ? 'resource' : mode;
}
