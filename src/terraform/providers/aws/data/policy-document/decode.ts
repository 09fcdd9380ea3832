import { DataSourceError } from '../../../knowledge.ts';
import type { Condition, Document, Principal, Statement } from './document.ts';
import { compareBytes, type GoValue, sortedMap } from './go-json.ts';

// How the provider reads a policy that is given as JSON (`source_policy_documents`, `override_policy_documents`): what
// it does not know it drops, and what has the wrong type it refuses.
// https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/policy_model.go
// https://pkg.go.dev/encoding/json#Unmarshal

/** Far above the largest policy that AWS takes (20 KiB): against a file given by mistake. */
const documentMaxBytes = 1024 * 1024;
const depthMax = 100;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * @param takesSingleStatement whether a statement may stand without its list, as AWS takes it
 * Throws a `DataSourceError` whose message says what is wrong, without the policy's own text.
 */
export function decodeDocument(text: string, takesSingleStatement = false): Document {
  if (Buffer.byteLength(text) > documentMaxBytes) fail('it is larger than 1 MiB');
  const fields = fieldsOf(parse(text), 'the document');
  return {
    version: textField(fields, 'Version'),
    id: textField(fields, 'Id'),
    statements: decodeStatements(
      takesSingleStatement ? listed(fields.get('statement')) : fields.get('statement'),
    ),
  };
}

function listed(value: Json | undefined): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value] : value;
}

function fail(message: string): never {
  throw new DataSourceError(message);
}

function parse(text: string): Json {
  if (text.trim() === '') fail('unexpected end of JSON input');
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    return fail('it is not valid JSON');
  }
}

/** The fields by name in lower case: Go does not mind the case. Null stands for an object without fields. */
function fieldsOf(value: Json, what: string): Map<string, Json> {
  if (value === null) return new Map();
  if (typeof value !== 'object' || Array.isArray(value)) fail(`${what} is ${kindOf(value)}, not an object`);
  return new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]));
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function textField(fields: Map<string, Json>, name: string): string {
  const value = fields.get(name.toLowerCase()) ?? '';
  return typeof value === 'string' ? value : fail(`${name} is ${kindOf(value)}, not a text`);
}

/** AWS takes a single statement without its list; the provider does not. */
function decodeStatements(value: Json | undefined): Statement[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return fail(`Statement is ${kindOf(value)}, not a list`);
  return value.map((statement, index) => {
    if (statement === null) return fail(`statement ${index} is null`);
    const fields = fieldsOf(statement, `statement ${index}`);
    return {
      sid: textField(fields, 'Sid'),
      effect: textField(fields, 'Effect'),
      action: anyField(fields, 'action'),
      notAction: anyField(fields, 'notaction'),
      resource: anyField(fields, 'resource'),
      notResource: anyField(fields, 'notresource'),
      principals: decodePrincipals(fields.get('principal')),
      notPrincipals: decodePrincipals(fields.get('notprincipal')),
      conditions: decodeConditions(fields.get('condition')),
    };
  });
}

function anyField(fields: Map<string, Json>, name: string): GoValue | undefined {
  const value = fields.get(name);
  return value === undefined || value === null ? undefined : asGo(value, 0);
}

function asGo(value: Json, depth: number): GoValue {
  if (depth > depthMax) fail('it is nested too deeply');
  if (Array.isArray(value)) return value.map((element) => asGo(element, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return sortedMap(Object.entries(value).map(([key, field]) => [key, asGo(field, depth + 1)]));
}

/** A text, whatever it says, stands for everyone. */
function decodePrincipals(value: Json | undefined): Principal[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [{ type: '*', identifiers: ['*'] }];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail(`Principal is ${kindOf(value)}, not an object`);
  return Object.entries(value).map(([type, identifiers]) => ({
    type,
    identifiers: identifiersOf(identifiers, type),
  }));
}

function identifiersOf(value: Json, type: string): string | string[] {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return fail(`the principal ${type} is ${kindOf(value)}, not a text or a list`);
  return textList(value, `the principal ${type}`).toSorted(compareBytes);
}

function textList(values: Json[], what: string): string[] {
  return values.map((value) =>
    typeof value === 'string' ? value : fail(`${what} has ${kindOf(value)} in its list`),
  );
}

function decodeConditions(value: Json | undefined): Condition[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object' || Array.isArray(value))
    return fail(`Condition is ${kindOf(value)}, not an object`);
  return Object.entries(value).flatMap(([test, variables]) => {
    if (variables === null) return [];
    if (typeof variables !== 'object' || Array.isArray(variables))
      return fail(`the condition ${test} is ${kindOf(variables)}, not an object`);
    return Object.entries(variables).flatMap(([variable, given]) => decodeCondition(test, variable, given));
  });
}

/** The provider drops a condition whose value is a number, so a policy that is read here loses it as there. */
function decodeCondition(test: string, variable: string, given: Json): Condition[] {
  if (typeof given === 'string') return [{ test, variable, values: [given] }];
  if (typeof given === 'boolean') return [{ test, variable, values: [String(given)] }];
  if (!Array.isArray(given)) return [];
  return [{ test, variable, values: textList(given, `the condition ${test}`) }];
}
