import { plainContext } from '../context.ts';
import { assumed } from '../fill.ts';
import type { ProviderKnowledge } from '../knowledge.ts';

/** https://registry.terraform.io/providers/hashicorp/external/latest/docs/data-sources/external */
export const external: ProviderKnowledge = {
  source: 'hashicorp/external',
  configure: plainContext,
  resources: {},
  dataSources: {
    external: assumed('The program is never run: its result is taken to be empty.', { id: '-', result: {} }),
  },
  ephemeralResources: {},
  functions: {},
};
