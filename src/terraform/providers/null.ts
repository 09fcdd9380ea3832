import { plainContext } from './context.ts';
import { derived } from './fill.ts';
import type { Compute, ProviderKnowledge } from './knowledge.ts';

/** A number of up to 19 digits, as the real provider draws it. */
const number: Compute = (of) => BigInt.asUintN(63, BigInt(`0x${of.hex(16, 'number')}`)).toString();

/** https://registry.terraform.io/providers/hashicorp/null/latest/docs */
export const nothing: ProviderKnowledge = {
  source: 'hashicorp/null',
  configure: plainContext,
  resources: { null_resource: { computed: { id: number } } },
  dataSources: {
    null_data_source: derived({
      id: 'static',
      has_computed_default: 'default',
      outputs: (of) => of.value('inputs') ?? {},
      random: number,
    }),
  },
  ephemeralResources: {},
  functions: {},
};
