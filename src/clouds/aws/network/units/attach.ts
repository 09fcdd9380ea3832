import type { Attributes, Path, Resource } from '../../../../terraform/plan/plan.ts';
import { groupTypes } from '../groups.ts';
import type { Linked, Links } from '../links.ts';
import { subnetTypes } from '../subnets.ts';
import type { Attachment, Told, Unit } from '../types.ts';

/** Reads the units of one type of resource. */
export interface UnitForm {
  type: string;
  read(resource: Resource, links: Links): Unit | undefined;
}

export const no = (because: string): Told => ({ is: false, because });

/** Whether a switch is on; `name` is how it is called, where that is not the path. */
export function told(attributes: Attributes, path: Path): Told {
  const value = attributes.attribute(path);
  if (!value.known) return { is: undefined, because: `${String(path)} is not known: ${value.because}` };
  return { is: value.value === true, because: `${String(path)} is ${JSON.stringify(value.value)}` };
}

/** Nothing is written, so that AWS decides. */
export function isLeft(attributes: Attributes, path: Path): boolean {
  const found = attributes.attribute(path);
  if (found.known && (found.value === null || found.value === '' || isEmptyList(found.value))) return true;
  return attributes.isLeftOut(path);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

export function subnetsAt(links: Links, attributes: Attributes, path: Path): Linked | 'default' {
  return isLeft(attributes, path) ? 'default' : links.follow(attributes, path, subnetTypes);
}

export function groupsAt(links: Links, attributes: Attributes, path: Path): Linked | 'default' {
  return isLeft(attributes, path) ? 'default' : links.follow(attributes, path, groupTypes);
}

/** The subnets of the subnet group that an attribute names. */
export function subnetsOfGroup(
  links: Links,
  attributes: Attributes,
  path: Path,
  type: string,
): Linked | 'default' {
  if (isLeft(attributes, path)) return 'default';
  const { resources, others, doubts } = links.follow(attributes, path, [type]);
  const all = resources.map((group) => links.follow(group, 'subnet_ids', subnetTypes));
  return {
    resources: all.flatMap((linked) => linked.resources),
    others: all.flatMap((linked) => linked.others),
    doubts: [
      ...doubts,
      ...others.map((name) => `${name} is not in the plan`),
      ...all.flatMap((linked) => linked.doubts),
    ],
  };
}

export function attachment(
  subnets: Attachment['subnets'],
  groups: Attachment['groups'],
  publicIpv4: Told,
  ipv6: Told = no('it has no IPv6 address'),
): Attachment {
  return { subnets, groups, publicIpv4, ipv6 };
}

/** The first view of a block that there is at most once; undefined without it, and why where that is not known. */
export function blockAt(attributes: Attributes, path: Path): { block?: Attributes; doubt?: string } {
  const found = attributes.elements(path);
  if (!found.known) return { doubt: `${String(path)} is not known: ${found.because}` };
  const [block] = found.value;
  return block ? { block } : {};
}

/** A unit in the plain case; what differs is given. */
export function unit(
  resource: Resource,
  kind: Unit['kind'],
  what: string,
  more: Partial<Omit<Unit, 'resource' | 'kind' | 'what'>> = {},
): Unit {
  return {
    resource,
    kind,
    what,
    attachments: [],
    managedIn: [],
    managedOut: [],
    isOnServiceNetwork: false,
    doubts: [],
    ...more,
  };
}
