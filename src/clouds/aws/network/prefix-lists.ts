import type { Json } from '../../../base/canonical-json.ts';
import type { Attributes, Path, Resource } from '../../../terraform/plan/plan.ts';
import { textAt } from '../facts/values.ts';
import { AddressSet } from './address-set.ts';
import type { Links } from './links.ts';

/**
 * Stands for the addresses of a list that AWS keeps for one of its services: they are public, few and not known. The
 * range is reserved for documentation, so that nothing else means it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
const ofAws = AddressSet.of('192.0.2.0/24');

const types = ['aws_ec2_managed_prefix_list', 'aws_prefix_list', 'aws_vpc_endpoint'];

/** The addresses of the prefix lists that an attribute names; `addresses` is undefined where they are not all known. */
export function prefixListAddresses(
  links: Links,
  attributes: Attributes,
  path: Path,
): { addresses: AddressSet | undefined; text: string } | undefined {
  const value = attributes.attribute(path);
  if (value.known && isNothing(value.value)) return undefined;
  const { resources, others, doubts } = links.follow(attributes, path, types);
  if (resources.length === 0 || others.length > 0 || doubts.length > 0)
    return { addresses: undefined, text: 'a prefix list that is not in the plan' };
  const text = resources.map(({ address }) => address).join(' and ');
  return { addresses: joined(resources.map((list) => entriesOf(links, list))), text };
}

/** All of them, where all are known. */
function joined(sets: readonly (AddressSet | undefined)[]): AddressSet | undefined {
  const known = sets.filter((set) => set !== undefined);
  return known.length === sets.length ? known.reduce((all, set) => all.or(set), AddressSet.none) : undefined;
}

function isNothing(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function entriesOf(links: Links, list: Resource): AddressSet | undefined {
  if (list.type === 'aws_vpc_endpoint') return ofAws;
  if (list.mode === 'data') return textAt(list, 'name')?.startsWith('com.amazonaws.') ? ofAws : undefined;
  const inline = list.elements('entry');
  const separate = links.naming('aws_ec2_managed_prefix_list_entry', 'prefix_list_id', list);
  if (!inline.known || separate.open.length > 0) return undefined;
  const ranges = [...inline.value, ...separate.sure].map((entry) =>
    AddressSet.parse(textAt(entry, 'cidr') ?? ''),
  );
  return joined(ranges);
}
