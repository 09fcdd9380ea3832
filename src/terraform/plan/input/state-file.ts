import type { Json } from '../../../base/canonical-json.ts';
import { formatAddress } from '../../source/address.ts';
import { isObject, type JsonObject, member, type Problems, textMember } from '../json.ts';
import type { Removed } from '../plan.ts';
import {
  addOnce,
  builtin,
  type Identity,
  type Instance,
  type Instances,
  isAddress,
  modeOf,
  sourceOf,
  valuesOf,
} from './instance.ts';

/**
 * The instances of a state file of version 4, as backends keep it. Its form is internal to Terraform:
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statefile/version4.go
 */
export function instancesOfStateFile(state: JsonObject, problems: Problems): Instances {
  const all = new Map<string, Instance>();
  const removed: Removed[] = [];
  for (const { item, at } of problems.objects(member(state, 'resources'), '$.resources')) {
    for (const instance of problems.objects(member(item, 'instances'), `${at}.instances`)) {
      const identity = identityIn(item, member(instance.item, 'index_key'), instance.at, problems);
      if (!identity) continue;
      const deposed = textMember(instance.item, 'deposed');
      if (deposed !== undefined) removed.push({ ...identity, action: 'delete', deposed });
      else
        addOnce(
          all,
          identity.address,
          instanceOf(identity, instance.item, instance.at, problems),
          instance.at,
          problems,
        );
    }
  }
  return { resources: [...all.values()], removed };
}

function identityIn(
  resource: JsonObject,
  key: Json | undefined,
  at: string,
  problems: Problems,
): Identity | undefined {
  const [type, name] = [textMember(resource, 'type'), textMember(resource, 'name')];
  const [mode, module] = [modeOf(member(resource, 'mode')), textMember(resource, 'module') ?? ''];
  const instanceKey = typeof key === 'string' || typeof key === 'number' ? { key } : {};
  const kind = mode === 'managed' ? 'resource' : mode;
  const own =
    kind && type && name && formatAddress({ modules: [], block: { kind, type, name, ...instanceKey } });
  const address = module === '' ? own : `${module}.${own}`;
  if (!mode || !type || !name || !address || !isAddress(address)) {
    problems.malformed(at, 'an instance of a resource with a mode, a type and a name');
    return undefined;
  }
  return { address, module, mode, type, name, ...instanceKey, providerSource: providerIn(resource) };
}

/** `module.m.provider["registry.terraform.io/hashicorp/aws"].west`, or `provider.aws` before Terraform 0.13. */
function providerIn(resource: JsonObject): string {
  const provider = textMember(resource, 'provider') ?? '';
  const [, address, old] = /(?:^|\.)provider(?:\["([^"]*)"\]|\.([^.]+))/.exec(provider) ?? [];
  return sourceOf(address ?? old ?? '');
}

function instanceOf(identity: Identity, item: JsonObject, at: string, problems: Problems): Instance {
  const attributes = member(item, 'attributes');
  if (!isObject(attributes)) problems.malformed(`${at}.attributes`, 'an object');
  return {
    ...identity,
    action: 'exists',
    values: plainValues(identity, valuesOf(item, 'attributes', at, problems)),
    sensitive: marksAt(problems.list(member(item, 'sensitive_attributes'), `${at}.sensitive_attributes`)),
  };
}

/** Attributes of any type stand with their type; those of Terraform's own provider are such. */
function plainValues(identity: Identity, values: JsonObject): JsonObject {
  if (identity.providerSource !== builtin) return values;
  const plain = Object.entries(values).map(([name, value]) => {
    const inner = member(value, 'type') === undefined ? undefined : member(value, 'value');
    return [name, inner ?? value];
  });
  return Object.fromEntries(plain);
}

/** A tree of marks for paths such as `[{"type": "get_attr", "value": "password"}]`; the first step is precise enough. */
function marksAt(paths: Json[]): Json {
  const marks = paths.flatMap((path) => {
    const first = Array.isArray(path) ? path[0] : path;
    const name = textMember(first, 'value');
    return name === undefined ? [] : [[name, true]];
  });
  return Object.fromEntries(marks);
}
