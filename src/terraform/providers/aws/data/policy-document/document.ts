import { compareBytes, type GoValue, goJson, sortedMap } from './go-json.ts';

// How the provider holds a policy and writes it as JSON.
// https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/policy_model.go

export interface Document {
  version: string;
  id: string;
  statements: Statement[];
}

export interface Statement {
  sid: string;
  effect: string;
  /** `Action`, `NotAction`, `Resource` and `NotResource`, as they are written; undefined: left out. */
  action?: GoValue | undefined;
  notAction?: GoValue | undefined;
  resource?: GoValue | undefined;
  notResource?: GoValue | undefined;
  principals: Principal[];
  notPrincipals: Principal[];
  conditions: Condition[];
}

export interface Principal {
  type: string;
  /** One identifier alone and a list of one are written differently. */
  identifiers: string | string[];
}

export interface Condition {
  test: string;
  variable: string;
  values: string[];
}

export function emptyDocument(): Document {
  return { version: '', id: '', statements: [] };
}

/** Takes over the other's id, its version where it is later, and its statements, each in place of one with its sid. */
export function merge(into: Document, other: Document): void {
  if (other.id !== '') into.id = other.id;
  if (compareBytes(other.version, into.version) > 0) into.version = other.version;
  for (const statement of other.statements) {
    const at = statement.sid === '' ? -1 : into.statements.findIndex(({ sid }) => sid === statement.sid);
    if (at < 0) into.statements.push(statement);
    else into.statements[at] = statement;
  }
}

/** A single text alone, else the texts sorted in reverse: as the provider writes actions, resources, identifiers. */
export function listed(texts: string[]): string | string[] {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : reversed(texts);
}

function reversed(texts: string[]): string[] {
  return texts.toSorted(compareBytes).reverse();
}

/** Pretty with two spaces, or without any. */
export function render(document: Document, pretty: boolean): string {
  const fields = struct([
    ['Version', text(document.version)],
    ['Id', text(document.id)],
    ['Statement', unlessEmpty(document.statements.map(statementFields))],
  ]);
  return goJson(fields, pretty ? '  ' : '');
}

function statementFields(statement: Statement): GoValue {
  return struct([
    ['Sid', text(statement.sid)],
    ['Effect', text(statement.effect)],
    ['Action', statement.action],
    ['NotAction', statement.notAction],
    ['Resource', statement.resource],
    ['NotResource', statement.notResource],
    ['Principal', principalFields(statement.principals)],
    ['NotPrincipal', principalFields(statement.notPrincipals)],
    ['Condition', conditionFields(statement.conditions)],
  ]);
}

/** The fields that have a value; Go's `omitempty`. */
function struct(fields: [string, GoValue | undefined][]): Map<string, GoValue> {
  const present = new Map<string, GoValue>();
  for (const [name, value] of fields) if (value !== undefined) present.set(name, value);
  return present;
}

const text = (value: string): string | undefined => (value === '' ? undefined : value);

const unlessEmpty = (values: GoValue[]): GoValue[] | undefined => (values.length === 0 ? undefined : values);

/** Only `{"*": "*"}` is written as `"*"`; `{"AWS": "*"}` means something else in a role's trust policy. */
function isEveryone(principals: Principal[]): boolean {
  const [only] = principals;
  return principals.length === 1 && only?.type === '*' && [only.identifiers].flat().join('\n') === '*';
}

function principalFields(principals: Principal[]): GoValue | undefined {
  if (principals.length === 0) return undefined;
  if (isEveryone(principals)) return '*';
  const byType = new Map<string, string | string[]>();
  for (const { type, identifiers } of principals) {
    const before = byType.get(type);
    const added = typeof identifiers === 'string' ? identifiers : reversed(identifiers);
    byType.set(type, before === undefined ? added : [before, added].flat());
  }
  return sortedMap(byType);
}

/** The values of conditions with the same test and variable stand in one list, in the order given. */
function conditionFields(conditions: Condition[]): GoValue | undefined {
  if (conditions.length === 0) return undefined;
  const byTest = new Map<string, Map<string, string[]>>();
  for (const { test, variable, values } of conditions) {
    const byVariable = byTest.get(test) ?? new Map<string, string[]>();
    byTest.set(test, byVariable.set(variable, [...(byVariable.get(variable) ?? []), ...values]));
  }
  return sortedMap([...byTest].map(([test, byVariable]) => [test, sortedMap(flattened(byVariable))]));
}

function flattened(byVariable: Map<string, string[]>): [string, GoValue][] {
  return [...byVariable].map(([variable, values]) => [
    variable,
    values.length === 1 ? (values[0] ?? '') : values,
  ]);
}
