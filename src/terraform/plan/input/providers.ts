import type { Json } from '../../../base/canonical-json.ts';
import { type Known, known, unknown } from '../../../base/known.ts';
import { isObject, type JsonObject, member, type Problems, textMember } from '../json.ts';
import type { Path, ProviderConfiguration } from '../plan.ts';
import { firstMark, stepsOf, walk } from '../walk.ts';
import { sourceOf } from './instance.ts';

/** The provider configurations of a plan, by their keys. */
export function providersOf(plan: JsonObject, problems: Problems): Map<string, ProviderConfiguration> {
  const configuration = problems.object(member(plan, 'configuration'), '$.configuration');
  const at = '$.configuration.provider_config';
  const all = problems.object(member(configuration, 'provider_config'), at) ?? {};
  const found = new Map<string, ProviderConfiguration>();
  for (const [key, json] of Object.entries(all)) {
    const config = problems.object(json, `${at}[${JSON.stringify(key.slice(0, 200))}]`);
    if (config) found.set(key, configurationOf(key, config));
  }
  return found;
}

function configurationOf(key: string, config: JsonObject): ProviderConfiguration {
  const name = textMember(config, 'full_name') ?? textMember(config, 'name') ?? key;
  const alias = textMember(config, 'alias');
  const constraint = textMember(config, 'version_constraint');
  const expressions = member(config, 'expressions');
  const { value, marks } = blockOf(isObject(expressions) ? expressions : {});
  return {
    key,
    source: sourceOf(name),
    ...(alias !== undefined && { alias }),
    module: textMember(config, 'module_address') ?? '',
    ...(constraint !== undefined && { constraint }),
    attribute: (path) => literalAt(value, marks, path),
  };
}

function literalAt(value: Json, marks: Json, path: Path): Known<Json> {
  const found = walk(value, marks, stepsOf(path));
  if (found.kind === 'several')
    return unknown(`there are ${found.count} of ${found.steps.join('.')}, not one`);
  const isKnown = found.kind === 'value' && !firstMark(found.marks);
  return isKnown ? known(found.value ?? null) : unknown('the plan does not hold the value of the expression');
}

interface Literals {
  value: Json;
  marks: Json;
}

/** The literals in expressions, with a mark where there is none. */
function literals(json: Json): Literals {
  if (Array.isArray(json)) {
    const elements = json.map(literals);
    return { value: elements.map((one) => one.value), marks: elements.map((one) => one.marks) };
  }
  if (!isObject(json)) return { value: null, marks: true };
  const constant = member(json, 'constant_value');
  if (constant !== undefined) return { value: constant, marks: false };
  // An expression without a constant; without references it may be the call of a function.
  const isExpression = Array.isArray(member(json, 'references')) || Object.keys(json).length === 0;
  return isExpression ? { value: null, marks: true } : blockOf(json);
}

function blockOf(json: JsonObject): Literals {
  const members = Object.entries(json).map(([name, inner]) => [name, literals(inner)] as const);
  return {
    value: Object.fromEntries(members.map(([name, inner]) => [name, inner.value])),
    marks: Object.fromEntries(members.map(([name, inner]) => [name, inner.marks])),
  };
}
