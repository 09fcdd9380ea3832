import type { Path, Resource } from '../../../../terraform/plan/plan.ts';
import type { Policy } from '../../iam/types.ts';
import { textAt, textsAt } from '../values.ts';
import type { Holder, HolderKind } from './holders.ts';
import type { IamReading } from './reading.ts';

export interface Targets {
  sure: Holder[];
  /** Who may be meant: the attribute is not known. */
  perhaps: Holder[];
  because?: string;
}

/** Who an attribute names, by name or by ARN. Someone who is not declared here becomes a holder from outside. */
export function targetsOf(reading: IamReading, resource: Resource, path: Path, kind: HolderKind): Targets {
  const names = textsAt(resource, path);
  if (names) return { sure: names.map((name) => named(reading, resource, path, kind, name)), perhaps: [] };
  const found = resource.attribute(path);
  const because = found.known ? 'it is not known' : found.because;
  const referred = resource.references(path).map(({ address }) => reading.holders.byAddress(kind, address));
  const some = referred.filter((holders) => holders.length > 0);
  const sure = some.flatMap((holders) => (holders.length === 1 ? holders : []));
  const open = some.flatMap((holders) => (holders.length > 1 ? holders : []));
  if (some.length > 0 && some.length === referred.length) return { sure, perhaps: open, because };
  const perhaps = reading.holders.all(kind).filter((holder) => !sure.includes(holder));
  return { sure, perhaps, because };
}

function named(reading: IamReading, resource: Resource, path: Path, kind: HolderKind, name: string): Holder {
  const { account, partition } = reading.where.of(resource);
  const plain = name.slice(name.lastIndexOf('/') + 1);
  const known = reading.holders.byName(kind, account, plain) ?? byArn(reading, kind, name);
  if (known) return known;
  const [referred, ...more] = resource
    .references(path)
    .flatMap(({ address }) => reading.holders.byAddress(kind, address));
  if (referred && more.length === 0 && referred.name === undefined) return referred;
  const outside = outsideHolder(kind, `arn:${partition}:iam::${account}:${kind}/${plain}`, account, plain);
  reading.holders.add(outside);
  return outside;
}

function byArn({ holders }: IamReading, kind: HolderKind, arn: string): Holder | undefined {
  if (!arn.startsWith('arn:')) return undefined;
  return holders.all(kind).find((holder) => holder.arn === arn || ownArn(holder) === arn);
}

function ownArn({ resource }: Holder): string | undefined {
  return resource && textAt(resource, 'arn');
}

/** Someone who exists outside of the configuration: what else it has is not known. */
function outsideHolder(kind: HolderKind, arn: string, account: string, name: string): Holder {
  const rest: Policy = {
    id: arn,
    unknown: `the ${kind} is not in this configuration: it may have more policies`,
  };
  return { kind, arn, account, name, policies: [rest] };
}
