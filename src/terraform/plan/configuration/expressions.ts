import type { Json } from '../../../base/canonical-json.ts';
import { isObject, type JsonObject, member } from '../json.ts';

/** What the configuration says about a path of a resource. */
export interface Written {
  expressions: JsonObject[];
  /** True when the configuration surely leaves the attribute out. Of a block that is never sure: see `writtenAt`. */
  isLeftOut: boolean;
}

export type Steps = readonly (string | number)[];

/**
 * The expressions at a path of a block, at what stands below it, or at the attribute that holds it.
 *
 * A plan leaves `dynamic` blocks out, and the blocks of a set change their order: so the block that an element came
 * of is found by its constants, and all that may be meant count where those do not decide.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/command/jsonconfig/expression.go
 * @param values of the block, that tell its elements apart
 */
export function writtenAt(expressions: JsonObject, values: Json, path: Steps): Written {
  let bodies = [expressions];
  let value: Json | undefined = values;
  let isSure = true;
  for (let at = 0; at < path.length; at += 1) {
    const name = path[at];
    if (typeof name !== 'string') return { expressions: [], isLeftOut: false };
    const found = bodies.flatMap((body) => (Object.hasOwn(body, name) ? [body[name]] : []));
    if (found.length === 0) return { expressions: [], isLeftOut: isSure && at === path.length - 1 };
    const leaves = found.filter(isExpression);
    if (leaves.length > 0) return { expressions: leaves, isLeftOut: false };
    value = member(value, name);
    bodies = found.flat().filter(isObject);
    const index = path[at + 1];
    if (typeof index !== 'number') continue;
    const elements: Json[] = Array.isArray(value) ? value : [];
    value = elements[index];
    isSure &&= elements.length <= bodies.length;
    bodies = matching(bodies, value);
    at += 1;
  }
  return { expressions: bodies.flatMap(expressionsIn), isLeftOut: false };
}

/** An expression, as opposed to a nested block; an empty one has neither references nor a constant. */
function isExpression(json: Json | undefined): json is JsonObject {
  if (!isObject(json)) return false;
  const references = member(json, 'references');
  if (Array.isArray(references)) return references.every((one) => typeof one === 'string');
  return Object.hasOwn(json, 'constant_value') || Object.keys(json).length === 0;
}

/** All expressions in a block and in the blocks within it. */
export function expressionsIn(json: Json): JsonObject[] {
  if (isExpression(json)) return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(expressionsIn) : [];
}

function matching(bodies: JsonObject[], element: Json | undefined): JsonObject[] {
  const found = bodies.filter((body) =>
    Object.entries(body).every(([name, json]) =>
      agrees(member(json, 'constant_value'), member(element, name)),
    ),
  );
  return found.length > 0 ? found : bodies;
}

/** Whether a value may come of a constant; the provider may have changed its type or, in a set, the order. */
function agrees(constant: Json | undefined, value: Json | undefined): boolean {
  if (constant === undefined || constant === null || value === undefined) return true;
  if (Array.isArray(constant) && Array.isArray(value)) return sorted(constant) === sorted(value);
  return typeof constant === 'object' || textOf(constant) === textOf(value);
}

function sorted(list: Json[]): string {
  return list.map(textOf).sort().join('\n');
}

function textOf(json: Json): string {
  return typeof json === 'string' ? json : JSON.stringify(json);
}
