import { type JsonObject, member, type Problems, textMember } from '../json.ts';
import type { Removed } from '../plan.ts';
import { addOnce, entriesOf, type Instance, type Instances, valuesOf } from './instance.ts';

/**
 * The instances of a state as `terraform show -json` prints it.
 * https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
export function instancesOfState(state: JsonObject, problems: Problems): Instances {
  const all = new Map<string, Instance>();
  const removed: Removed[] = [];
  const root = member(problems.object(member(state, 'values'), '$.values'), 'root_module');
  for (const { identity, item, at } of entriesOf(root, '$.values.root_module', problems)) {
    const deposed = textMember(item, 'deposed_key');
    if (deposed !== undefined) {
      removed.push({ ...identity, action: 'delete', deposed });
      continue;
    }
    const values = valuesOf(item, 'values', at, problems);
    const sensitive = member(item, 'sensitive_values');
    addOnce(all, identity.address, { ...identity, action: 'exists', values, sensitive }, at, problems);
  }
  return { resources: [...all.values()], removed };
}
