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

/** The addresses of the prefix list that an attribute names; `addresses` is undefined where they are not known. */
export function prefixListAddresses(
  links: Links,
  attributes: Attributes,
  path: Path,
): { addresses: AddressSet | undefined; text: string } | undefined {
  const value = attributes.attribute(path);
  if (value.known && isNothing(value.value)) return undefined;
  const [list, ...more] = links.follow(attributes, path, types).resources;
  if (!list || more.length > 0) return { addresses: undefined, text: 'a prefix list that is not known' };
  return { addresses: entriesOf(links, list), text: list.address };
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
  if (ranges.some((range) => range === undefined)) return undefined;
  return ranges.reduce<AddressSet>((set, range) => set.or(range ?? AddressSet.none), AddressSet.none);
}
