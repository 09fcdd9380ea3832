import { fitsGlob } from '../../../../base/glob.ts';
import { arnFit } from '../match/arn.ts';
import { type Fit, fitOf, plainText } from '../match/fit.ts';
import { unknownPart } from '../types.ts';
import { addressFit } from './addresses.ts';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html

export type ValueType = 'string' | 'number' | 'date' | 'bool' | 'binary' | 'address' | 'arn' | 'null';

export interface Operator {
  type: ValueType;
  negated: boolean;
  /** Whether one value of the policy, variables filled in, covers one value of the request. */
  fit: (policyValue: string, requestValue: string) => Fit;
}

export type SetQualifier = 'ForAllValues' | 'ForAnyValue';

export interface ParsedOperator extends Operator {
  qualifier?: SetQualifier;
  ifExists: boolean;
}

const truth = (holds: boolean): Fit => (holds ? 'all' : 'none');

/** `*` and `?` are plain characters here. */
function equals(policyValue: string, requestValue: string): Fit {
  const [policy, request] = [plainText(policyValue), plainText(requestValue)];
  return policy.includes(unknownPart) ? fitOf(policy, request) : truth(policy === request);
}

function like(policyValue: string, requestValue: string): Fit {
  if (policyValue.includes(unknownPart)) return fitOf(policyValue, plainText(requestValue));
  return truth(fitsGlob(policyValue, plainText(requestValue)));
}

const ignoreCase = (policyValue: string, requestValue: string) =>
  equals(policyValue.toLowerCase(), requestValue.toLowerCase());

function compare(holds: (request: number, policy: number) => boolean, read: (text: string) => number) {
  return (policyValue: string, requestValue: string): Fit => {
    if (policyValue.includes(unknownPart)) return 'unknown';
    const [policy, request] = [read(policyValue), read(requestValue)];
    return truth(!Number.isNaN(policy) && !Number.isNaN(request) && holds(request, policy));
  };
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** ISO 8601, or seconds since 1970, as the documentation of the date operators says. */
export function dateOf(text: string): number {
  if (/^-?\d+(\.\d+)?$/.test(text) && text.length !== 4) return Number(text) * 1000;
  return /^\d{4}(-\d\d(-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?)?)?$/.test(text) ? Date.parse(text) : Number.NaN;
}

const orders: [string, (request: number, policy: number) => boolean][] = [
  ['Equals', (request, policy) => request === policy],
  ['LessThan', (request, policy) => request < policy],
  ['LessThanEquals', (request, policy) => request <= policy],
  ['GreaterThan', (request, policy) => request > policy],
  ['GreaterThanEquals', (request, policy) => request >= policy],
];

const operators = new Map<string, Operator>();

function add(name: string, type: ValueType, fit: Operator['fit'], negated = false): void {
  operators.set(name.toLowerCase(), { type, negated, fit });
}

for (const [name, fit] of [
  ['Equals', equals],
  ['Like', like],
  ['EqualsIgnoreCase', ignoreCase],
] as const) {
  add(`String${name}`, 'string', fit);
  add(`StringNot${name}`, 'string', fit, true);
}
for (const name of ['Equals', 'Like']) {
  add(`Arn${name}`, 'arn', (policy, request) => arnFit(policy, plainText(request)));
  add(`ArnNot${name}`, 'arn', (policy, request) => arnFit(policy, plainText(request)), true);
}
for (const [name, holds] of orders) {
  add(`Numeric${name}`, 'number', compare(holds, numberOf));
  add(`Date${name}`, 'date', compare(holds, dateOf));
}
const [[, same] = ['', () => false]] = orders;
add('NumericNotEquals', 'number', compare(same, numberOf), true);
add('DateNotEquals', 'date', compare(same, dateOf), true);
add('Bool', 'bool', ignoreCase);
add('BinaryEquals', 'binary', equals);
add('IpAddress', 'address', addressFit);
add('NotIpAddress', 'address', addressFit, true);
add('Null', 'null', ignoreCase);

/** `ForAnyValue:StringLikeIfExists` in any case of letters; undefined when AWS has no such operator. */
export function parseOperator(name: string): ParsedOperator | undefined {
  const found = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/i.exec(name);
  const operator = operators.get((found?.[2] ?? '').toLowerCase());
  if (!found || !operator) return undefined;
  const ifExists = found[3] !== undefined;
  // "IfExists can be added to any operator but Null"; Null takes no set either.
  if (operator.type === 'null' && (ifExists || found[1])) return undefined;
  const parsed: ParsedOperator = { ...operator, ifExists };
  if (found[1]) parsed.qualifier = /^forall/i.test(found[1]) ? 'ForAllValues' : 'ForAnyValue';
  return parsed;
}
