import type { Json } from '../../../base/canonical-json.ts';
import { isObject, type JsonObject, member, type Problems, textMember } from '../json.ts';
import type { Action, Mode, Removed } from '../plan.ts';

/** One resource instance as a document has it, whatever the kind of document. */
export interface Instance {
  address: string;
  module: string;
  mode: Mode;
  type: string;
  name: string;
  key?: string | number;
  providerSource: string;
  action: Action;
  movedFrom?: string;
  values: Json;
  /** `true` at each path that is unknown, as in `after_unknown`. */
  unknown?: Json | undefined;
  /** `true` at each path that is sensitive. */
  sensitive?: Json | undefined;
  /** Why an attribute that is not in `values` may still have a value; absent when it has none. */
  incomplete?: string;
  /** Nothing tells what within the values is unknown: only what stands there as a plain value can be trusted. */
  isUnmarked?: true;
}

export type Identity = Pick<
  Instance,
  'address' | 'module' | 'mode' | 'type' | 'name' | 'key' | 'providerSource'
>;

export interface Instances {
  resources: Instance[];
  removed: Removed[];
}

/** Terraform escapes every other character in an address: one that is there may only mislead a reader. */
const addressForm = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u;
const addressMaxLength = 4096;

export function isAddress(text: string): boolean {
  return text.length <= addressMaxLength && addressForm.test(text);
}

/** What all forms of a resource have in common; undefined, with a problem, when it is malformed. */
export function identityOf(
  item: JsonObject,
  module: string,
  at: string,
  problems: Problems,
): Identity | undefined {
  const [address, type, name] = [
    textMember(item, 'address'),
    textMember(item, 'type'),
    textMember(item, 'name'),
  ];
  if (address === undefined || !isAddress(address) || !type || !name) {
    problems.malformed(at, 'a resource with an address, a type and a name');
    return undefined;
  }
  if (module !== '' && !address.startsWith(`${module}.`)) {
    problems.malformed(at, `a resource of ${isAddress(module) ? module : 'its module'}`);
    return undefined;
  }
  const mode = modeOf(member(item, 'mode'));
  if (!mode) {
    problems.malformed(`${at}.mode`, '"managed", "data" or "ephemeral"');
    return undefined;
  }
  const key = member(item, 'index');
  return {
    address,
    module,
    mode,
    type,
    name,
    ...((typeof key === 'string' || typeof key === 'number') && { key }),
    providerSource: sourceOf(textMember(item, 'provider_name') ?? ''),
  };
}

export function modeOf(mode: Json | undefined): Mode | undefined {
  return mode === 'managed' || mode === 'data' || mode === 'ephemeral' ? mode : undefined;
}

/**
 * `hashicorp/aws` for a provider of the public registries, whose names differ by their host only; Terraform 0.12
 * named them `aws`, and 0.13 what it took over from there `registry.terraform.io/-/aws`.
 */
export function sourceOf(providerName: string): string {
  const name = providerName.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, '');
  if (name === '') return '';
  return name.includes('/') ? name.replace(/^-\//, 'hashicorp/') : `hashicorp/${name}`;
}

/** The provider of `terraform_data` and `terraform_remote_state`, within Terraform itself. */
export const builtin = 'terraform.io/builtin/terraform';

/** The tree of modules below `values`, of a state, a prior state or of planned values. */
export function* modulesOf(
  root: Json | undefined,
  path: string,
  problems: Problems,
): Generator<{ module: JsonObject; address: string; at: string }> {
  const module = problems.object(root, path);
  if (!module) return;
  yield { module, address: textMember(module, 'address') ?? '', at: path };
  const children = problems.objects(member(module, 'child_modules'), `${path}.child_modules`);
  for (const { item, at } of children) yield* modulesOf(item, at, problems);
}

/** Every resource entry in a tree of modules, with its path. */
export function* entriesOf(
  root: Json | undefined,
  path: string,
  problems: Problems,
): Generator<{ identity: Identity; item: JsonObject; at: string }> {
  for (const { module, address, at } of modulesOf(root, path, problems)) {
    for (const entry of problems.objects(member(module, 'resources'), `${at}.resources`)) {
      const identity = identityOf(entry.item, address, entry.at, problems);
      if (identity) yield { identity, ...entry };
    }
  }
}

/** The values of an entry; empty, with a problem, when they are no object. */
export function valuesOf(item: JsonObject, name: string, at: string, problems: Problems): JsonObject {
  const values = member(item, name);
  if (isObject(values)) return values;
  if (values !== null && values !== undefined) problems.malformed(`${at}.${name}`, 'an object');
  return {};
}

/** Adds an instance unless its address is there: a document that has one twice is not Terraform's. */
export function addOnce<T>(
  all: Map<string, T>,
  address: string,
  instance: T,
  at: string,
  problems: Problems,
): void {
  if (all.has(address)) problems.malformed(at, `the only entry for ${address}`);
  else all.set(address, instance);
}
