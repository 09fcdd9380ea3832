import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import { holdsTrue, isObject, member } from '../plan/json.ts';
import { type Change, type Proven, remains } from './change.ts';
import { placeholderValues, type Substitution } from './placeholders.ts';

/** Where a plan made with credentials is not what was proven. */
export interface Difference {
  address: string;
  /** The attribute; absent where the whole resource is too much, or missing. */
  attribute?: string;
  message: string;
}

export interface Comparison {
  differences: Difference[];
  /** Attributes that only applying will tell: `check` judges them in the state afterwards. */
  later: { address: string; attribute: string }[];
  /** How many attributes were compared. */
  compared: number;
}

/**
 * Holds a plan made with credentials against the proven one of the same configuration: the same resources, and of each
 * the same values in whatever the configuration gives, policies compared as JSON. What only AWS could tell (the id of a
 * network, say) may differ, and then differs in the same way wherever it is used.
 */
export function compareWithProven(proven: Proven, real: ReadonlyMap<string, Change>): Comparison {
  const substitution = placeholderValues(proven, real);
  const result: Comparison = { differences: [], later: [], compared: 0 };
  for (const change of real.values()) {
    if (!remains(change) || proven.changes.has(change.address)) continue;
    result.differences.push({ address: change.address, message: 'nobody has proven it' });
  }
  for (const change of proven.changes.values()) {
    const other = real.get(change.address);
    if (other && remains(other)) compareInstance(proven, change, other, substitution, result);
    else
      result.differences.push({ address: change.address, message: 'it was proven, and is not in the plan' });
  }
  return result;
}

function compareInstance(
  { placeholders, given }: Proven,
  proven: Change,
  real: Change,
  substitution: Substitution,
  result: Comparison,
): void {
  const { address } = proven;
  const left = new Set(placeholders[address] ?? []);
  const names = given.get(withoutIndices(address)) ?? new Set(Object.keys(proven.after));
  for (const attribute of names) {
    const value = member(proven.after, attribute);
    if (value === undefined || value === null || left.has(attribute)) continue;
    if (holdsTrue(member(real.unknown, attribute))) {
      result.later.push({ address, attribute });
      continue;
    }
    result.compared += 1;
    const told = member(real.after, attribute) ?? null;
    if (isSame(substitution(value), told)) continue;
    result.differences.push({ address, attribute, message: 'its value is not the proven one' });
  }
}

/** `module.a["x"].aws_role.b[0]` is declared as `module.a.aws_role.b`. */
export function withoutIndices(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}

const depthMax = 100;

/**
 * Whether a value is the proven one. What the proven one leaves open (null) may be anything; lists may have another order,
 * because sets are written in one that hangs on ids; text that is JSON counts as its value.
 */
export function isSame(proven: Json, real: Json, depth = 0): boolean {
  if (proven === null) return true;
  if (depth > depthMax) return false;
  if (Array.isArray(proven)) return Array.isArray(real) && isSameList(proven, real, depth + 1);
  if (isObject(proven)) {
    if (!isObject(real)) return false;
    return Object.entries(proven).every(([name, value]) =>
      isSame(value, member(real, name) ?? null, depth + 1),
    );
  }
  if (typeof proven !== 'string' || typeof real !== 'string') return proven === real;
  return proven === real || isSameDocument(proven, real);
}

function isSameList(proven: readonly Json[], real: readonly Json[], depth: number): boolean {
  if (proven.length !== real.length) return false;
  const rest = [...real];
  return proven.every((one) => {
    const at = rest.findIndex((other) => isSame(one, other, depth));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
}

/** A document has no open parts: a member that is missing in one of two policies makes them two policies. */
function isSameDocument(proven: string, real: string): boolean {
  const [one, other] = [parsed(proven), parsed(real)];
  return one !== undefined && other !== undefined && inOneForm(one) === inOneForm(other);
}

function inOneForm(json: Json): string {
  if (Array.isArray(json)) return `[${json.map(inOneForm).sort().join()}]`;
  if (!isObject(json)) return canonicalJson(json);
  const members = Object.entries(json).map(([name, value]) => `${JSON.stringify(name)}:${inOneForm(value)}`);
  return `{${members.sort().join()}}`;
}

function parsed(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
