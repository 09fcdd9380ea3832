import type { Json } from '../../base/canonical-json.ts';
import { isObject, member, textMember } from '../plan/json.ts';

/** Modules do not nest deeper by hand. */
const depthMax = 30;

/**
 * The attributes and blocks that the configuration of a plan gives each resource, by its address without indices.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function givenAttributes(plan: Json): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const visit = (module: Json | undefined, prefix: string, depth: number): void => {
    const resources = member(module, 'resources');
    for (const resource of Array.isArray(resources) ? resources : []) {
      const [address, expressions] = [textMember(resource, 'address'), member(resource, 'expressions')];
      if (address !== undefined && isObject(expressions))
        found.set(`${prefix}${address}`, new Set(Object.keys(expressions)));
    }
    const calls = member(module, 'module_calls');
    if (!isObject(calls) || depth === depthMax) return;
    for (const [name, call] of Object.entries(calls))
      visit(member(call, 'module'), `${prefix}module.${name}.`, depth + 1);
  };
  visit(member(member(plan, 'configuration'), 'root_module'), '', 0);
  return found;
}
