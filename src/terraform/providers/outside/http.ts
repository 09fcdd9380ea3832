import { plainContext } from '../context.ts';
import { assumed } from '../fill.ts';
import type { Compute, Computing, ProviderKnowledge } from '../knowledge.ts';
import { isObject, textOf } from '../values.ts';

/** An address that is kept for documentation: https://datatracker.ietf.org/doc/html/rfc5737 */
const someAddress = '203.0.113.1';

/** Services that tell a caller its own address, which many configurations put into a security group. */
const tellsAddress =
  /^https?:\/\/([a-z0-9-]+\.)*(icanhazip|ipify|ifconfig|ipinfo|myip|checkip|whatismyip)[a-z0-9-]*\./;
const tellsAddressAt = /^https?:\/\/(checkip|ipecho|ip)\./;

function asksForJson(of: Computing): boolean {
  const headers = of.value('request_headers');
  const accept = isObject(headers)
    ? Object.entries(headers).find(([name]) => name.toLowerCase() === 'accept')?.[1]
    : undefined;
  return /json/.test(textOf(accept) ?? '') || /[/.?=]json\b/.test(of.string('url') ?? '');
}

/** What `jsondecode` can read where JSON is asked for; an address where that is asked for. */
const body: Compute = (of) => {
  const url = of.string('url') ?? '';
  const isAddress = tellsAddress.test(url) || tellsAddressAt.test(url);
  if (asksForJson(of)) return isAddress ? JSON.stringify({ ip: someAddress }) : '{}';
  return isAddress ? `${someAddress}\n` : '';
};

/** https://registry.terraform.io/providers/hashicorp/http/latest/docs/data-sources/http */
export const http: ProviderKnowledge = {
  source: 'hashicorp/http',
  configure: plainContext,
  resources: {},
  dataSources: {
    http: assumed(
      'Nothing is fetched: the answer is taken to be 200 and empty, or an address where one is asked for.',
      {
        id: (of) => of.string('url'),
        status_code: 200,
        response_body: body,
        body: (of) => of.string('response_body'),
        response_body_base64: (of) => Buffer.from(of.string('response_body') ?? '').toString('base64'),
        response_headers: {},
      },
    ),
  },
  ephemeralResources: {},
  functions: {},
};
