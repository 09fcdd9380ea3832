import { plainContext } from '../context.ts';
import { assumed } from '../fill.ts';
import type { Compute, ProviderKnowledge } from '../knowledge.ts';

/** What expressions take from it; the program could give anything. */
const madeUp: Compute = (of) =>
  Object.fromEntries(of.keys('result').map((key) => [key, `assumed-${key}-${of.hex(12, key)}`]));

/** https://registry.terraform.io/providers/hashicorp/external/latest/docs/data-sources/external */
export const external: ProviderKnowledge = {
  source: 'hashicorp/external',
  configure: plainContext,
  resources: {},
  dataSources: {
    external: assumed('The program is never run: its result is made up.', { id: '-', result: madeUp }),
  },
  ephemeralResources: {},
  functions: {},
};
