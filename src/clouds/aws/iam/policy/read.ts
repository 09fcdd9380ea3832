import type { Json } from '../../../../base/canonical-json.ts';
import type { Condition, PolicyDocument, PolicyIssue, PrincipalEntry, Statement } from './statement.ts';

// The grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html

/** Far above the largest policy that AWS takes, 20,480 characters for a bucket policy or an SCP's 10,240. */
const maxTextLength = 1_000_000;

const elements = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/**
 * A policy's text, or its JSON, with short forms written out. `document` is absent when the whole cannot be read; a
 * statement without a valid Effect is left out. Every problem with the form is an issue.
 */
export function readPolicy(source: string | Json): { document?: PolicyDocument; issues: PolicyIssue[] } {
  const reader = new PolicyReader();
  const document = reader.read(source);
  return document ? { document, issues: reader.issues } : { issues: reader.issues };
}

type Members = { [key: string]: Json };

class PolicyReader {
  readonly issues: PolicyIssue[] = [];

  read(source: string | Json): PolicyDocument | undefined {
    const root = typeof source === 'string' ? this.#parse(source) : source;
    if (root === undefined) return undefined;
    if (!isMembers(root)) {
      this.#error('not-an-object', '$', 'A policy is a JSON object');
      return undefined;
    }
    for (const name of Object.keys(root)) {
      if (!['Version', 'Id', 'Statement'].includes(name)) {
        this.#error('unknown-element', `$.${name}`, `A policy has no element ${name}`);
      }
    }
    if (root.Statement === undefined) {
      this.#error('statement-missing', '$', 'A policy needs Statement');
      return undefined;
    }
    return { version: this.#version(root.Version), statements: this.#statements(root.Statement) };
  }

  #parse(text: string): Json | undefined {
    if (text.length > maxTextLength) {
      this.#error('too-large', '$', `A policy of ${text.length} characters is not read`);
      return undefined;
    }
    try {
      return JSON.parse(text);
    } catch {
      this.#error('invalid-json', '$', 'The policy is not valid JSON');
      return undefined;
    }
  }

  #version(version: Json | undefined): string {
    if (version === undefined) {
      this.#warn(
        'version-missing',
        '$',
        'Without Version, AWS reads the policy as of 2008: variables are plain text',
      );
      return '2008-10-17';
    }
    if (version !== '2012-10-17' && version !== '2008-10-17') {
      this.#error('version-invalid', '$.Version', 'Version is 2012-10-17 (or 2008-10-17)');
    }
    return String(version);
  }

  #statements(value: Json): Statement[] {
    const list = Array.isArray(value) ? value : [value];
    if (list.length === 0)
      this.#error('statement-missing', '$.Statement', 'A policy needs at least one statement');
    const sids = new Set<string>();
    return list.flatMap((entry, index) => {
      const path = Array.isArray(value) ? `$.Statement[${index}]` : '$.Statement';
      const statement = this.#statement(entry, index, path);
      if (statement?.sid !== undefined) {
        if (sids.has(statement.sid))
          this.#error('duplicate-sid', `${path}.Sid`, `The Sid ${statement.sid} stands twice`);
        sids.add(statement.sid);
      }
      return statement ?? [];
    });
  }

  #statement(value: Json, index: number, path: string): Statement | undefined {
    if (!isMembers(value)) {
      this.#error('not-an-object', path, 'A statement is a JSON object');
      return undefined;
    }
    for (const name of Object.keys(value)) {
      if (!elements.has(name))
        this.#error('unknown-element', `${path}.${name}`, `A statement has no element ${name}`);
    }
    this.#exclusive(value, path);
    const effect = value.Effect;
    if (effect !== 'Allow' && effect !== 'Deny') {
      this.#error('effect-invalid', `${path}.Effect`, 'Effect is Allow or Deny, in this case of letters');
      return undefined;
    }
    const statement: Statement = { index, effect, conditions: this.#conditions(value.Condition, path) };
    if (typeof value.Sid === 'string' && value.Sid !== '') statement.sid = value.Sid;
    else if (value.Sid !== undefined && value.Sid !== '') {
      this.#error('sid-invalid', `${path}.Sid`, 'Sid is a string');
    }
    Object.assign(statement, this.#lists(value, path));
    return statement;
  }

  #lists(value: Members, path: string): Partial<Statement> {
    const names = [
      ['Action', 'actions'],
      ['NotAction', 'notActions'],
      ['Resource', 'resources'],
      ['NotResource', 'notResources'],
    ] as const;
    const parts: Partial<Statement> = {};
    for (const [name, field] of names) {
      const given = value[name];
      if (given !== undefined) parts[field] = this.#strings(given, `${path}.${name}`);
    }
    if (value.Principal !== undefined)
      parts.principals = this.#principals(value.Principal, `${path}.Principal`);
    if (value.NotPrincipal !== undefined) {
      parts.notPrincipals = this.#principals(value.NotPrincipal, `${path}.NotPrincipal`);
    }
    return parts;
  }

  #exclusive(value: Members, path: string): void {
    for (const name of ['Action', 'Resource', 'Principal']) {
      if (value[name] !== undefined && value[`Not${name}`] !== undefined) {
        this.#error('both-elements', path, `A statement has either ${name} or Not${name}`);
      }
    }
    if (value.Action === undefined && value.NotAction === undefined) {
      this.#error('action-missing', path, 'A statement needs Action or NotAction');
    }
  }

  /** A string, or an array of strings; nothing else counts. */
  #strings(value: Json, path: string): string[] {
    const list = Array.isArray(value) ? value : [value];
    if (list.length === 0) this.#error('empty-list', path, 'The list is empty');
    return list.flatMap((entry, index) => {
      if (typeof entry === 'string') return entry;
      this.#error('not-a-string', Array.isArray(value) ? `${path}[${index}]` : path, 'Expected a string');
      return [];
    });
  }

  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
  #principals(value: Json, path: string): PrincipalEntry[] {
    if (value === '*') return [{ type: '*', value: '*' }];
    if (!isMembers(value)) {
      this.#error(
        'principal-invalid',
        path,
        'Principal is "*" or an object with AWS, Service, Federated or CanonicalUser',
      );
      return [];
    }
    return Object.entries(value).flatMap(([type, entries]) => {
      if (type !== 'AWS' && type !== 'Service' && type !== 'Federated' && type !== 'CanonicalUser') {
        this.#error('principal-invalid', `${path}.${type}`, `There is no principal type ${type}`);
        return [];
      }
      return this.#strings(entries, `${path}.${type}`).map(
        (entry): PrincipalEntry =>
          type === 'AWS' && entry === '*' ? { type: '*', value: '*' } : { type, value: entry },
      );
    });
  }

  #conditions(value: Json | undefined, statementPath: string): Condition[] {
    const path = `${statementPath}.Condition`;
    if (value === undefined) return [];
    if (!isMembers(value)) {
      this.#error('condition-invalid', path, 'Condition is an object of operators');
      return [];
    }
    return Object.entries(value).flatMap(([operator, keys]) => {
      if (!isMembers(keys)) {
        this.#error(
          'condition-invalid',
          `${path}.${operator}`,
          'An operator holds an object of condition keys',
        );
        return [];
      }
      return Object.entries(keys).map(([key, values]) => ({
        operator,
        key,
        values: this.#scalars(values, `${path}.${operator}.${key}`),
      }));
    });
  }

  #scalars(value: Json, path: string): string[] {
    const list = Array.isArray(value) ? value : [value];
    return list.flatMap((entry) => {
      if (typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean')
        return String(entry);
      this.#error('condition-invalid', path, 'A condition value is a string, a number or a boolean');
      return [];
    });
  }

  #error(code: string, path: string, message: string): void {
    this.issues.push({ code, severity: 'error', path, message });
  }

  #warn(code: string, path: string, message: string): void {
    this.issues.push({ code, severity: 'warning', path, message });
  }
}

function isMembers(value: Json): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
