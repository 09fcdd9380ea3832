import { createHash } from 'node:crypto';
import { formatAddress } from '../../source/address.ts';
import type { Attributes, OutputValue } from './plan-json.ts';

/** What a simulated apply made: the attributes of each instance by address, and the outputs. */
export interface AppliedState {
  instances: Map<string, Attributes>;
  outputs: Record<string, OutputValue>;
}

interface StoredResource {
  module?: string;
  mode: string;
  type: string;
  name: string;
  instances: { index_key?: string | number; attributes?: Attributes }[];
}

interface StoredState {
  resources?: StoredResource[];
  outputs?: Record<string, OutputValue>;
}

/**
 * Reads a state as the `http` backend is given it.
 * @param dynamic the attributes that it keeps with their type, by mode and type
 */
export function readAppliedState(text: string, dynamic: ReadonlyMap<string, string[]>): AppliedState {
  const state = withStableIds(text);
  const instances = new Map<string, Attributes>();
  for (const { resource, index_key: key, attributes = {} } of instancesOf(state))
    instances.set(
      addressOf(resource, key),
      withoutTypes(attributes, dynamic.get(`${resource.mode} ${resource.type}`)),
    );
  return { instances, outputs: state.outputs ?? {} };
}

function instancesOf({ resources = [] }: StoredState) {
  return resources.flatMap((resource) => resource.instances.map((instance) => ({ resource, ...instance })));
}

function withoutTypes(attributes: Attributes, names: string[] = []): Attributes {
  const plain = { ...attributes };
  for (const name of names) {
    const kept = plain[name];
    if (kept !== null && typeof kept === 'object' && 'value' in kept) plain[name] = kept.value;
  }
  return plain;
}

function addressOf({ module, mode, type, name }: StoredResource, key: string | number | undefined): string {
  const kind = mode === 'data' ? 'data' : 'resource';
  const own = formatAddress({ modules: [], block: { kind, type, name, ...(key !== undefined && { key }) } });
  return module ? `${module}.${own}` : own;
}

/**
 * Terraform itself draws the id of a `terraform_data` by chance: each becomes one that its address gives, wherever it
 * is used.
 */
function withStableIds(text: string): StoredState {
  const state: StoredState = JSON.parse(text);
  const drawn = instancesOf(state).flatMap(({ resource, index_key: key, attributes }) => {
    const id = attributes?.id;
    return resource.type === 'terraform_data' && typeof id === 'string'
      ? [{ id, stable: uuidOf(addressOf(resource, key)) }]
      : [];
  });
  if (drawn.length === 0) return state;
  const stable = new Map(drawn.map((one) => [one.id, one.stable]));
  const uuids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
  return JSON.parse(text.replace(uuids, (uuid) => stable.get(uuid) ?? uuid));
}

function uuidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
