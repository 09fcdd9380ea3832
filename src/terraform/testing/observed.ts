import type { PlanJson } from '../engine/result/plan-json.ts';

/** An instance as the plan has it: managed, or a data source. */
export interface Instance {
  address: string;
  type: string;
  managed: boolean;
  after: unknown;
  /** Paths of what is not known. */
  unknown: string[];
}

/** Every instance of a plan that will exist or is read; those that are only forgotten or deleted are left out. */
export function instancesOf(plan: PlanJson): Instance[] {
  const changes = plan.resource_changes ?? [];
  return changes
    .filter(({ change }) => isObject(change) && change.after !== null)
    .map(({ address, type, mode, change }) => ({
      address: String(address),
      type: String(type),
      managed: mode === 'managed',
      after: isObject(change) ? change.after : undefined,
      unknown: isObject(change) ? truePaths(change.after_unknown) : [],
    }));
}

export function countByType(instances: Instance[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of instances) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** The value at a path like `statement.0.sid`; `undefined` where there is none. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

/** A JSON text as what it means, where the expectation is not a text itself. */
export function comparable(value: unknown, expected: unknown): unknown {
  return typeof value === 'string' && isObject(expected) ? JSON.parse(value) : value;
}

function truePaths(value: unknown, path: string[] = []): string[] {
  if (value === true) return [path.join('.')];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => truePaths(inner, [...path, key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
