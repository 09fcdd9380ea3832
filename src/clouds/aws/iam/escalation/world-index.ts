import type { Unit, World } from './types.ts';

/** A world by what is asked of it for every pair of principals. */
export class WorldIndex {
  readonly #groups = new Map<string, string[]>();
  readonly #policies = new Map<string, string[]>();
  readonly #units = new Map<string, Unit[]>();

  constructor({ groups = [], policies = [], units = [] }: World) {
    for (const { arn, members } of groups) for (const member of members) add(this.#groups, member, arn);
    for (const { arn, attachedTo } of policies)
      for (const holder of attachedTo) add(this.#policies, holder, arn);
    for (const unit of units) add(this.#units, unit.role, unit);
  }

  /** ARNs of the groups that a user is in. */
  groupsOf(arn: string): string[] {
    return this.#groups.get(arn) ?? [];
  }

  /** ARNs of the policies that a principal has, by itself or by its groups. */
  policiesOf(arn: string): string[] {
    return [arn, ...this.groupsOf(arn)].flatMap((holder) => this.#policies.get(holder) ?? []);
  }

  /** What runs as a role. */
  unitsOf(role: string): Unit[] {
    return this.#units.get(role) ?? [];
  }
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key) ?? [];
  list.push(value);
  lists.set(key, list);
}
