import { addressAttribute, moduleVariable } from '../../source/rewrite/addresses.ts';
import type { ModuleConfiguration, ModuleValues, PlanJson } from './plan-json.ts';

/** The time that every plan carries, as `plantimestamp()` gives it here. */
const fixedTime = '2000-01-01T00:00:00Z';

/** Takes out of a plan what the scratch copy put in, the time, and what comes in changing order. Changes the plan. */
export function clean(plan: PlanJson): void {
  if (plan.timestamp !== undefined) plan.timestamp = fixedTime;
  plan.relevant_attributes?.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  cleanVariables(plan);
  cleanValues(plan.planned_values?.root_module);
  cleanValues(plan.prior_state?.values?.root_module);
  for (const { change } of plan.resource_changes ?? [])
    for (const part of ['before', 'after', 'after_unknown', 'before_sensitive', 'after_sensitive'] as const)
      withoutAddress(change[part]);
  cleanConfiguration(plan.configuration?.root_module);
}

function withoutAddress(values: unknown): void {
  if (values !== null && typeof values === 'object' && addressAttribute in values)
    delete values[addressAttribute];
}

/** Takes the variable out, and the whole table when that was all of it. */
function cleanVariables(holder: { variables?: Record<string, unknown> }): void {
  if (!holder.variables) return;
  delete holder.variables[moduleVariable];
  if (Object.keys(holder.variables).length === 0) delete holder.variables;
}

/** Modules that are repeated come in changing order. */
function cleanValues(module: ModuleValues | undefined): void {
  module?.child_modules?.sort((left, right) => ((left.address ?? '') < (right.address ?? '') ? -1 : 1));
  for (const { values } of module?.resources ?? []) withoutAddress(values);
  for (const child of module?.child_modules ?? []) cleanValues(child);
}

function cleanConfiguration(module: ModuleConfiguration | undefined): void {
  if (!module) return;
  cleanVariables(module);
  for (const { expressions } of module.resources ?? []) withoutAddress(expressions);
  for (const call of Object.values(module.module_calls ?? {})) {
    if (call.expressions) delete call.expressions[moduleVariable];
    cleanConfiguration(call.module);
  }
}
