import type { Json } from '../../../base/canonical-json.ts';
import { type Known, known, unknown } from '../../../base/known.ts';
import { holdsTrue, type JsonObject, member, type Problems } from '../json.ts';
import type { NamedValue } from '../plan.ts';

/** The outputs of the root module, from the planned values or from a state. */
export function outputsOf(outputs: Json | undefined, at: string, problems: Problems): NamedValue[] {
  return entries(outputs, at, problems).map(([name, output]) => ({
    name,
    value: outputValue(output),
    sensitive: member(output, 'sensitive') === true,
  }));
}

function outputValue(output: JsonObject): Known<Json> {
  const value = member(output, 'value');
  return value === undefined ? unknown('known after apply') : known(value);
}

/** The outputs of a plan: what changes says which of them are unknown, and in part. */
export function plannedOutputs(plan: JsonObject, problems: Problems): NamedValue[] {
  const changes = problems.object(member(plan, 'output_changes'), '$.output_changes');
  const outputs = member(problems.object(member(plan, 'planned_values'), '$.planned_values'), 'outputs');
  return outputsOf(outputs, '$.planned_values.outputs', problems).map((output) => {
    const isUnknown = holdsTrue(member(member(changes, output.name), 'after_unknown'));
    return isUnknown ? { ...output, value: unknown('known after apply') } : output;
  });
}

/** The variables of the root module. */
export function variablesOf(plan: JsonObject, problems: Problems): NamedValue[] {
  const root = member(member(plan, 'configuration'), 'root_module');
  const declared = member(root, 'variables');
  return entries(member(plan, 'variables'), '$.variables', problems).map(([name, variable]) => ({
    name,
    value: known(member(variable, 'value') ?? null),
    sensitive: member(member(declared, name), 'sensitive') === true,
  }));
}

function entries(json: Json | undefined, at: string, problems: Problems): [string, JsonObject][] {
  return Object.entries(problems.object(json, at) ?? {}).flatMap(([name, item]) => {
    const object = problems.object(item, `${at}[${JSON.stringify(name.slice(0, 200))}]`);
    return object ? [[name, object] as [string, JsonObject]] : [];
  });
}
