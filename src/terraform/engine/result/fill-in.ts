import type { ModuleValues, PlanJson } from './plan-json.ts';
import type { AppliedState } from './state-json.ts';

/**
 * Puts the values of a simulated apply in the place of those that are known after apply only. Which actions are
 * planned does not change. Changes the plan.
 */
export function fillIn(plan: PlanJson, state: AppliedState): void {
  for (const { address, change } of plan.resource_changes ?? []) {
    const values = state.instances.get(address);
    if (!values || change.after === null) continue;
    change.after = values;
    change.after_unknown = {};
  }
  fillModule(plan.planned_values?.root_module, state);
  for (const [name, output] of Object.entries(state.outputs)) {
    const planned = plan.planned_values?.outputs?.[name];
    if (planned) Object.assign(planned, { type: output.type, value: output.value });
    const change = plan.output_changes?.[name];
    if (change) Object.assign(change, { after: output.value, after_unknown: false });
  }
}

function fillModule(module: ModuleValues | undefined, state: AppliedState): void {
  for (const resource of module?.resources ?? []) {
    const values = state.instances.get(resource.address);
    if (values) resource.values = values;
  }
  for (const child of module?.child_modules ?? []) fillModule(child, state);
}
