import type { AttachedPolicy, Group } from '../../iam/escalation/types.ts';
import type { Policy } from '../../iam/types.ts';
import type { PrincipalFact } from '../types.ts';
import { readAttachments } from './attachments.ts';
import { type AccountAuthorization, readAuthorization } from './authorization.ts';
import { readDeclared } from './declared.ts';
import { readMembers } from './groups.ts';
import { type Holder, principalOf } from './holders.ts';
import type { IamReading } from './reading.ts';

export interface IamFacts {
  principals: PrincipalFact[];
  groups: Group[];
  policies: AttachedPolicy[];
}

/** Roles and users with all that they have, and the groups between them. */
export function collectIam(reading: IamReading, details?: AccountAuthorization): IamFacts {
  readDeclared(reading);
  const known = details ? readAuthorization(reading, details) : new Map<Holder, string[]>();
  readAttachments(reading);
  const members = readMembers(reading);
  for (const [user, groups] of known) addMember(reading, members, user, groups);
  const groups = reading.holders.all('group');
  return {
    principals: [...reading.holders.all('role'), ...reading.holders.all('user')].map((holder) => ({
      principal: principalOf(holder, groupPolicies(holder, members)),
      ...(holder.resource && { resource: holder.resource }),
    })),
    groups: groups.map((group) => ({
      arn: group.arn,
      members: [...(members.get(group) ?? [])].map(({ arn }) => arn),
      policies: group.policies,
    })),
    policies: attachedPolicies(reading),
  };
}

function addMember(
  { holders }: IamReading,
  members: Map<Holder, Set<Holder>>,
  user: Holder,
  groups: readonly string[],
): void {
  for (const name of groups) {
    const group = holders.byName('group', user.account, name);
    if (group) members.set(group, new Set([...(members.get(group) ?? []), user]));
  }
}

function groupPolicies(holder: Holder, members: ReadonlyMap<Holder, ReadonlySet<Holder>>): Policy[] {
  return [...members].flatMap(([group, users]) => (users.has(holder) ? group.policies : []));
}

/** Who has which of the configuration's own policies: who can write a new version of one gives to all of them. */
function attachedPolicies({ shelf, holders }: IamReading): AttachedPolicy[] {
  return shelf.own().map((arn) => ({
    arn,
    attachedTo: holders
      .all()
      .filter(({ policies }) => policies.some(({ id }) => id === arn))
      .map((holder) => holder.arn),
  }));
}
