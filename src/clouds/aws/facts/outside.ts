import { parseArn } from '../iam/match/arn.ts';
import { readPolicy } from '../iam/policy/read.ts';
import type { PrincipalEntry } from '../iam/policy/statement.ts';
import { type Policy, type Principal, unknownPart } from '../iam/types.ts';
import type { PolicyFact } from './types.ts';

/**
 * Who policies name and the configuration does not declare: other accounts and their roles, services, identity
 * providers, everybody. What those may do by their own policies is not known.
 */
export function outsidePrincipals(
  policies: readonly PolicyFact[],
  known: ReadonlySet<string>,
  ownAccounts: ReadonlySet<string>,
): Principal[] {
  const found = new Map<string, Principal>();
  for (const entry of policies.flatMap(({ policy }) => allowedBy(policy))) {
    const principal = principalOf(entry);
    if (!principal || known.has(principal.arn)) continue;
    // A policy that names the account's own root leaves it to the account's own policies.
    if (principal.kind !== 'root' || !ownAccounts.has(principal.account)) found.set(principal.arn, principal);
  }
  return [...found.values()].sort((left, right) => (left.arn < right.arn ? -1 : 1));
}

function allowedBy(policy: Policy): PrincipalEntry[] {
  if ('unknown' in policy) return [];
  const statements = readPolicy(policy.document).document?.statements ?? [];
  return statements.flatMap(({ effect, principals = [] }) => (effect === 'Allow' ? principals : []));
}

function principalOf({ type, value }: PrincipalEntry): Principal | undefined {
  if (value.includes(unknownPart)) return undefined;
  switch (type) {
    case '*':
      return { arn: '*', account: '', kind: 'anonymous', identityPolicies: [] };
    case 'Service':
      return { arn: value, account: '', kind: 'service', identityPolicies: [] };
    case 'Federated':
      return { arn: value, account: '', kind: 'federated', identityPolicies: [] };
    case 'AWS':
      return awsPrincipal(value);
    case 'CanonicalUser':
      return undefined;
  }
}

function awsPrincipal(value: string): Principal | undefined {
  const account = /^\d{12}$/.test(value) ? value : parseArn(value)?.account;
  if (account === undefined || !/^\d{12}$/.test(account)) return undefined;
  const arn = value === account ? `arn:aws:iam::${account}:root` : value;
  const resource = parseArn(arn)?.resource ?? 'root';
  const kind = resource.startsWith('user/') ? 'user' : resource === 'root' ? 'root' : 'role';
  const rest: Policy = { id: arn, unknown: 'it is not in this configuration: what it may do is not known' };
  return { arn, account, kind, identityPolicies: kind === 'root' ? [] : [rest] };
}
