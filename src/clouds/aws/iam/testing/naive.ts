import type { Guardrails, Policy, Principal, Request } from '../types.ts';

// A second evaluator, written from AWS's documentation alone and shared with nothing: loops and regular expressions,
// two values, for requests of which every key is known. The tests hold the real one against it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html

// biome-ignore lint/suspicious/noExplicitAny: a policy is plain JSON here, on purpose.
type Loose = any;

const list = (value: Loose): Loose[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const statementsOf = (policy: Policy): Loose[] => list((policy as Loose).document.Statement);

function glob(pattern: string, flags = 's'): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, flags);
}

/** `${key}` filled in before wildcards count; null when the key is absent. */
function regexOf(text: string, keys: Map<string, string[]>): RegExp | null {
  let out = '';
  for (const part of text.split(/(\$\{[^}]*\})/)) {
    if (part.startsWith('${')) {
      const value = keys.get(part.slice(2, -1).toLowerCase());
      if (value?.length !== 1) return null;
      out += (value[0] ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    } else out += glob(part).source.slice(1, -1);
  }
  return new RegExp(`^${out}$`, 's');
}

const comparisons: Record<string, (policy: string, request: string, keys: Map<string, string[]>) => boolean> =
  {
    StringEquals: (policy, request) => policy === request,
    StringEqualsIgnoreCase: (policy, request) => policy.toLowerCase() === request.toLowerCase(),
    StringLike: (policy, request, keys) => regexOf(policy, keys)?.test(request) ?? false,
    ArnLike: (policy, request) => {
      const [left, right] = [policy.split(':'), request.split(':')];
      return left.length === right.length && left.every((part, index) => glob(part).test(right[index] ?? ''));
    },
    NumericLessThan: (policy, request) => Number(request) < Number(policy),
    Bool: (policy, request) => policy === request,
    IpAddress: (policy, request) => {
      const [base = '', bits = '32'] = policy.split('/');
      const number = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
      const size = 2 ** (32 - Number(bits));
      return Math.floor(number(base) / size) === Math.floor(number(request) / size);
    },
  };

function holds(operator: string, key: string, wanted: string[], keys: Map<string, string[]>): boolean {
  const values = keys.get(key.toLowerCase());
  let name = operator;
  let set = '';
  for (const prefix of ['ForAllValues:', 'ForAnyValue:']) {
    if (name.startsWith(prefix)) [set, name] = [prefix, name.slice(prefix.length)];
  }
  if (name === 'Null') return wanted.includes(String(values === undefined));
  if (name.endsWith('IfExists')) {
    if (!values) return true;
    name = name.slice(0, -'IfExists'.length);
  }
  const negated = /Not/.test(name);
  const compare = comparisons[name.replace('Not', '')];
  if (!compare) throw new Error(name);
  const matches = (value: string) => wanted.some((each) => compare(each, value, keys)) !== negated;
  if (set === 'ForAllValues:') return (values ?? []).every(matches);
  if (set === 'ForAnyValue:') return (values ?? []).some(matches);
  return values ? matches(values[0] ?? '') : negated;
}

function takes(statement: Loose, { action, resource }: Request, keys: Map<string, string[]>): boolean {
  const acts = (names: Loose) => list(names).some((name: string) => glob(name, 'is').test(action));
  const ons = (texts: Loose) => list(texts).some((text: string) => regexOf(text, keys)?.test(resource.arn));
  if (statement.Action !== undefined && !acts(statement.Action)) return false;
  if (statement.NotAction !== undefined && acts(statement.NotAction)) return false;
  if (statement.Resource !== undefined && !ons(statement.Resource)) return false;
  if (statement.NotResource !== undefined && ons(statement.NotResource)) return false;
  return Object.entries<Loose>(statement.Condition ?? {}).every(([operator, block]) =>
    Object.entries<Loose>(block).every(([key, wanted]) =>
      holds(operator, key, list(wanted).map(String), keys),
    ),
  );
}

type Named = 'all' | 'self' | 'account' | undefined;

function named(statement: Loose, principal: Principal): Named {
  const given = statement.Principal;
  if (given === '*' || list(given?.AWS).includes('*')) return 'all';
  if (list(given?.AWS).includes(principal.arn)) return 'self';
  const root = `arn:aws:iam::${principal.account}:root`;
  return list(given?.AWS).some((value: string) => value === root || value === principal.account)
    ? 'account'
    : undefined;
}

/** Keys that the questions of the tests do not give, but that every request has. */
function keysOf({ principal, resource, context }: Request): Map<string, string[]> {
  const keys = new Map<string, string[]>([
    ['aws:principalarn', [principal.arn]],
    ['aws:principalaccount', [principal.account]],
    ['aws:securetransport', ['true']],
  ]);
  if (principal.kind === 'user') keys.set('aws:username', [principal.arn.replace(/^.*\//, '')]);
  for (const [tag, value] of Object.entries(principal.tags ?? {})) {
    keys.set(`aws:principaltag/${tag}`.toLowerCase(), [value]);
  }
  if (resource.account) keys.set('aws:resourceaccount', [resource.account]);
  for (const [key, value] of Object.entries(context ?? {})) {
    if (value === null) keys.delete(key.toLowerCase());
    else keys.set(key.toLowerCase(), list(value));
  }
  return keys;
}

/** Whether the request is allowed; only for principals that are users or roles. */
export function naive(request: Request, guardrails: Guardrails): boolean {
  const { principal, resource } = request;
  const keys = keysOf(request);
  const has = (policies: Policy[], effect: string) =>
    policies.some((policy) =>
      statementsOf(policy).some((s) => s.Effect === effect && takes(s, request, keys)),
    );
  const levels = [...(guardrails.serviceControl ?? []), ...(guardrails.resourceControl ?? [])];
  const boundary = principal.boundary ? [principal.boundary] : [];
  const attached = (resource.policy ? statementsOf(resource.policy) : []).filter((s) =>
    takes(s, request, keys),
  );
  if (has([...principal.identityPolicies, ...boundary, ...levels.flat()], 'Deny')) return false;
  if (attached.some((s) => s.Effect === 'Deny' && named(s, principal))) return false;
  if (!levels.every((level) => has(level, 'Allow'))) return false;
  const grants = new Set(attached.filter((s) => s.Effect === 'Allow').map((s) => named(s, principal)));
  const bounded = boundary.length === 0 || has(boundary, 'Allow');
  return combined(request, grants, has(principal.identityPolicies, 'Allow') && bounded, bounded);
}

/** The identity's side and the resource's. */
function combined(request: Request, grants: Set<Named>, identity: boolean, bounded: boolean): boolean {
  const { principal, resource, action } = request;
  if (resource.account !== principal.account) {
    return identity && (grants.has('all') || grants.has('self') || grants.has('account'));
  }
  if (grants.has('all')) return true;
  if (grants.has('self') && (principal.kind === 'user' || bounded)) return true;
  return action.startsWith('kms:') ? identity && grants.has('account') : identity;
}
