import { parseArn } from '../match/arn.ts';
import { fitOf } from '../match/fit.ts';
import type { PrincipalEntry } from '../policy/statement.ts';
import { type Principal, unknownPart } from '../types.ts';

/**
 * How an entry of a Principal element means a principal:
 * - `direct`: the user, the session, the service or everybody: no boundary limits such a grant;
 * - `role`: the role that a session came from;
 * - `account`: the account, which leaves it to its own policies;
 * - `perhaps`: depends on the name of the session, or on an entry that is not known.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type Meant = 'direct' | 'role' | 'account' | 'session' | 'perhaps' | 'no';

export function meantBy(entry: PrincipalEntry, principal: Principal): Meant {
  switch (entry.type) {
    case '*':
      return 'direct';
    case 'AWS':
      return meantByAws(entry.value, principal);
    case 'Service':
      return principal.kind === 'service'
        ? sameName(entry.value.toLowerCase(), principal.arn.toLowerCase())
        : 'no';
    case 'Federated':
      return principal.kind === 'federated' ? sameName(entry.value, principal.arn) : 'no';
    case 'CanonicalUser':
      return principal.account === '' ? 'no' : 'perhaps';
  }
}

function sameName(value: string, name: string): Meant {
  if (value === name || value === '*') return 'direct';
  return value.includes(unknownPart) && fitOf(value, name) !== 'none' ? 'perhaps' : 'no';
}

function meantByAws(value: string, principal: Principal): Meant {
  if (principal.account === '') return 'no';
  if (value.includes(unknownPart)) return meantByUnknown(value, principal);
  const account = accountNamed(value);
  if (account !== undefined) {
    if (account !== principal.account) return 'no';
    return principal.kind === 'root' ? 'direct' : 'account';
  }
  if (value === principal.arn) return isRole(principal) ? 'role' : 'direct';
  if (principal.kind === 'session') return value === principal.role ? 'role' : 'no';
  return isRole(principal) && isSessionOf(value, principal.arn) ? 'session' : 'no';
}

function meantByUnknown(value: string, principal: Principal): Meant {
  const names = [principal.arn, principal.account, `arn:aws:iam::${principal.account}:root`];
  if (principal.role) names.push(principal.role);
  return names.some((name) => fitOf(value, name) !== 'none') ? 'perhaps' : 'no';
}

function isRole({ kind }: Principal): boolean {
  return kind === 'role' || kind === 'service-linked-role';
}

/** The account that `123456789012` or `arn:aws:iam::123456789012:root` names. */
export function accountNamed(value: string): string | undefined {
  if (/^\d{12}$/.test(value)) return value;
  return /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(value)?.[1];
}

/** `arn:aws:sts::1:assumed-role/name/session` of `arn:aws:iam::1:role/path/name`. */
function isSessionOf(session: string, role: string): boolean {
  const [left, right] = [parseArn(session), parseArn(role)];
  if (left?.service !== 'sts' || left.account !== right?.account) return false;
  const [kind, name] = left.resource.split('/');
  return kind === 'assumed-role' && name === right.resource.split('/').at(-1);
}

const strength: Meant[] = ['no', 'perhaps', 'session', 'account', 'role', 'direct'];

/** The widest way in which the entries mean the principal. */
export function widest(entries: PrincipalEntry[], principal: Principal): Meant {
  let best: Meant = 'no';
  for (const entry of entries) {
    const meant = meantBy(entry, principal);
    if (strength.indexOf(meant) > strength.indexOf(best)) best = meant;
  }
  return best;
}

/**
 * Whether NotPrincipal of a Deny spares a principal. AWS may deny where the account, or the session, is not listed
 * beside it, and always denies principals with a permissions boundary.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function isSpared(entries: PrincipalEntry[], principal: Principal): 'yes' | 'no' | 'perhaps' {
  const meant = new Set(entries.map((entry) => meantBy(entry, principal)));
  if (meant.has('perhaps')) return 'perhaps';
  const isNamed = meant.has('direct') || meant.has('role') || meant.has('session');
  if (!isNamed) return 'no';
  if (principal.boundary) return 'no';
  if (principal.account === '' || principal.kind === 'root') return 'yes';
  const needsSession = isRole(principal) || principal.kind === 'session';
  const hasSession = principal.kind === 'session' ? meant.has('direct') : meant.has('session');
  return meant.has('account') && (!needsSession || hasSession) ? 'yes' : 'perhaps';
}
