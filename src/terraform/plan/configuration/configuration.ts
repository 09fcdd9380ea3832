import type { Json } from '../../../base/canonical-json.ts';
import { formatAddress, parseAddress } from '../../source/address.ts';
import { isObject, type JsonObject, member } from '../json.ts';

/** One instance of a module, with the call that made it. */
export interface Scope {
  module: JsonObject;
  /** Of the module instance; '' for the root. */
  address: string;
  key?: string | number;
  /** Absent for the root. */
  caller?: { scope: Scope; call: JsonObject };
}

/**
 * The `configuration` of a plan: expressions by what they refer to. It has no keys of instances; a `Scope` adds them.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export class Configuration {
  readonly #root: JsonObject;
  readonly #scopes = new Map<string, Scope | undefined>();
  readonly #resources = new WeakMap<JsonObject, Map<string, JsonObject>>();

  constructor(configuration: Json | undefined) {
    const root = member(configuration, 'root_module');
    this.#root = isObject(root) ? root : {};
  }

  /** Undefined for a module that the configuration does not have. */
  scope(moduleAddress: string): Scope | undefined {
    if (!this.#scopes.has(moduleAddress)) this.#scopes.set(moduleAddress, this.#enter(moduleAddress));
    return this.#scopes.get(moduleAddress);
  }

  #enter(moduleAddress: string): Scope | undefined {
    if (moduleAddress === '') return { module: this.#root, address: '' };
    const steps = parseAddress(moduleAddress);
    const last = steps?.modules.at(-1);
    if (!steps || steps.block || !last) return undefined;
    const scope = this.scope(formatAddress({ modules: steps.modules.slice(0, -1) }));
    const call = scope && callOf(scope, last.name);
    const module = call && member(call, 'module');
    if (!scope || !call || !isObject(module)) return undefined;
    const key = last.key === undefined ? {} : { key: last.key };
    return { module, address: moduleAddress, ...key, caller: { scope, call } };
  }

  /** The block of a resource, by its address within the module and without a key: `data.aws_ami.a`. */
  resource(scope: Scope, address: string): JsonObject | undefined {
    let resources = this.#resources.get(scope.module);
    if (!resources) {
      resources = new Map();
      const list = member(scope.module, 'resources');
      for (const item of Array.isArray(list) ? list : []) {
        const own = member(item, 'address');
        if (isObject(item) && typeof own === 'string') resources.set(own, item);
      }
      this.#resources.set(scope.module, resources);
    }
    return resources.get(address);
  }
}

export function callOf(scope: Scope, name: string): JsonObject | undefined {
  const call = member(member(scope.module, 'module_calls'), name);
  return isObject(call) ? call : undefined;
}
