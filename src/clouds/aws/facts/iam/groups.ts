import type { Path } from '../../../../terraform/plan/plan.ts';
import { attach, type Holder } from './holders.ts';
import type { IamReading } from './reading.ts';
import { targetsOf } from './targets.ts';

interface Membership {
  type: string;
  group: Path;
  user: Path;
}

const memberships: readonly Membership[] = [
  { type: 'aws_iam_group_membership', group: 'group', user: 'users' },
  { type: 'aws_iam_user_group_membership', group: 'groups', user: 'user' },
];

/** The users of each group. Who may be in a group, and it cannot be told, has an unknown policy. */
export function readMembers(reading: IamReading): Map<Holder, Set<Holder>> {
  const members = new Map<Holder, Set<Holder>>();
  for (const { type, group, user } of memberships)
    for (const resource of reading.plan.ofType(type)) {
      const groups = targetsOf(reading, resource, group, 'group');
      const users = targetsOf(reading, resource, user, 'user');
      for (const one of groups.sure) members.set(one, union(members.get(one), users.sure));
      const because = groups.because ?? users.because;
      const open = groups.perhaps.length > 0 ? [...users.sure, ...users.perhaps] : users.perhaps;
      for (const holder of open)
        attach(holder, {
          id: resource.address,
          unknown: `${resource.address} may put it into a group: ${because ?? 'it is not known'}`,
        });
    }
  return members;
}

function union(known: Set<Holder> | undefined, more: readonly Holder[]): Set<Holder> {
  return new Set([...(known ?? []), ...more]);
}
