import { plainContext } from '../providers/context.ts';
import type { ProviderKnowledge } from '../providers/knowledge.ts';
import type { Project } from '../source/types.ts';
import type { NeededProvider } from './needed-providers.ts';
import type { UsedSchema } from './provider.ts';

/** A provider of which nothing is known but how the project uses it. */
export async function unknownProvider(
  needed: NeededProvider,
  _project: Project,
): Promise<{ knowledge: ProviderKnowledge; schema: UsedSchema }> {
  const knowledge: ProviderKnowledge = {
    source: needed.source,
    configure: plainContext,
    resources: {},
    dataSources: {},
    ephemeralResources: {},
    functions: {},
  };
  return {
    knowledge,
    schema: { provider: { attributes: {}, blocks: {} }, resource: {}, data: {}, ephemeral: {} },
  };
}
