import type { Value } from '../protocol/value.ts';
import type { Computing, PlaceholderRequest } from '../providers/knowledge.ts';
import type { CtyType } from '../schema/types.ts';

/**
 * What the provider chooses for whoever does not: names and places. Other texts that may be set and are not are mostly
 * empty, and one made up would say that something is there: a group, a key, a source.
 */
const chosen =
  /^(?:id|arn|name|bucket|identifier|cluster_identifier|function_name|domain_name|endpoint|address|dns_name|availability_zone|cidr_block|private_ip|vpc_id|subnet_id|owner_id|account_id|region)$/;

/** Makes texts in the form of a provider's own; undefined for what it has no form for. */
export type PlaceholderText = (request: PlaceholderRequest) => Value | undefined;

/**
 * A value that stands for one which only the provider could tell. It fits the type, is the same for the same address
 * and differs from any other's.
 * @param path the attribute's name, with the names of the blocks and objects that it is in
 */
export function placeholder(
  request: Omit<PlaceholderRequest, 'attribute' | 'of'> & { of: Computing },
  path: string[],
  type: CtyType,
  isOptional: boolean,
  text?: PlaceholderText,
): Value {
  if (type === 'string') {
    const attribute = path.at(-1) ?? '';
    if (isOptional && !chosen.test(attribute)) return '';
    const of: Computing = {
      ...request.of,
      hex: (length, label = '') => request.of.hex(length, `${path.join('.')}\0${label}`),
    };
    const full = { ...request, attribute, of };
    return text?.(full) ?? neutralText(attribute, of);
  }
  if (type === 'number') return isOptional ? 0 : numberOf(path.at(-1) ?? '');
  if (type === 'bool') return false;
  if (type === 'dynamic') return null;
  const inner = (name: string, of: CtyType) => placeholder(request, [...path, name], of, isOptional, text);
  switch (type[0]) {
    // One element where only the provider can say which: expressions take the first of them. None where the
    // configuration could have named some, and did not.
    case 'list':
    case 'set':
      return isOptional ? [] : [elementOf(path, type[1], inner)];
    case 'map':
      return {};
    case 'object':
      return Object.fromEntries(Object.entries(type[1]).map(([name, of]) => [name, inner(name, of)]));
    case 'tuple':
      return type[1].map((of, index) => inner(String(index), of));
  }
}

function elementOf(path: string[], type: CtyType, inner: (name: string, of: CtyType) => Value): Value {
  const name = path.at(-1) ?? '';
  return inner(name.endsWith('s') ? name.slice(0, -1) : name, type);
}

function numberOf(attribute: string): number {
  return /(?:^|_)port$/.test(attribute) ? 443 : 1;
}

/** What no provider's own form is known for. Texts that programs parse are left empty. */
function neutralText(attribute: string, of: Computing): string {
  if (/(?:policy|json|document|template|content|body)$/.test(attribute)) return '';
  if (/(?:_at|_date|_time|^timestamp)$/.test(attribute)) return '2000-01-01T00:00:00Z';
  if (/(?:^|_)(?:url|uri)$/.test(attribute)) return `https://${of.hex(16)}.assumed.invalid`;
  if (/(?:endpoint|dns_name|domain_name|domain|hostname|fqdn|address)$/.test(attribute))
    return `${of.hex(16)}.assumed.invalid`;
  return `assumed-${attribute.replaceAll('_', '-')}-${of.hex(12)}`;
}
