import { plainContext } from './context.ts';
import { assumed } from './fill.ts';
import type { BlockKnowledge, ProviderKnowledge } from './knowledge.ts';

// https://registry.terraform.io/providers/hashicorp/cloudinit/latest/docs/data-sources/config

const defaults = { base64_encode: true, boundary: 'MIMEBOUNDARY', gzip: true };
const blocks: Record<string, BlockKnowledge> = { part: { defaults: { content_type: 'text/plain' } } };

export const cloudinit: ProviderKnowledge = {
  source: 'hashicorp/cloudinit',
  configure: plainContext,
  resources: { cloudinit_config: { defaults, blocks } },
  dataSources: {
    cloudinit_config: assumed('The archive of its parts is not made: its text is a placeholder.', defaults),
  },
  ephemeralResources: {},
  functions: {},
};
