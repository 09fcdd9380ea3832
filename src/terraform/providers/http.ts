import { plainContext } from './context.ts';
import { assumed } from './fill.ts';
import type { ProviderKnowledge } from './knowledge.ts';

/** https://registry.terraform.io/providers/hashicorp/http/latest/docs/data-sources/http */
export const http: ProviderKnowledge = {
  source: 'hashicorp/http',
  configure: plainContext,
  resources: {},
  dataSources: {
    http: assumed('Nothing is fetched: the answer is taken to be 200 with an empty body.', {
      id: (of) => of.string('url'),
      status_code: 200,
      body: '',
      response_body: '',
      response_body_base64: '',
      response_headers: {},
    }),
  },
  ephemeralResources: {},
  functions: {},
};
