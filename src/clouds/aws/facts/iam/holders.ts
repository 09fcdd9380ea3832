import type { Resource } from '../../../../terraform/plan/plan.ts';
import type { Policy, Principal } from '../../iam/types.ts';
import { withoutKey } from '../values.ts';

export type HolderKind = 'role' | 'user' | 'group';

/** Who can have policies attached. */
export interface Holder {
  kind: HolderKind;
  /** Absent: not known before apply. */
  name?: string;
  arn: string;
  account: string;
  policies: Policy[];
  boundary?: Policy;
  trust?: Policy;
  tags?: Record<string, string>;
  /** Absent for who is named here and declared elsewhere. */
  resource?: Resource;
}

/** All of them, found by name or by address. */
export class Holders {
  readonly #all: Holder[] = [];
  readonly #byName = new Map<string, Holder>();

  add(holder: Holder): void {
    this.#all.push(holder);
    if (holder.name !== undefined) this.#byName.set(keyOf(holder.kind, holder.account, holder.name), holder);
  }

  all(kind?: HolderKind): Holder[] {
    return kind === undefined ? this.#all : this.#all.filter((holder) => holder.kind === kind);
  }

  /** Names of IAM do not differ by case alone: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  byName(kind: HolderKind, account: string, name: string): Holder | undefined {
    return this.#byName.get(keyOf(kind, account, name));
  }

  /** The holder that a resource declares, or those of a block with `count` or `for_each`. */
  byAddress(kind: HolderKind, address: string): Holder[] {
    const own = this.all(kind).filter(({ resource }) => resource);
    const exact = own.filter(({ resource }) => resource?.address === address);
    return exact.length > 0
      ? exact
      : own.filter(({ resource }) => resource && withoutKey(resource.address) === address);
  }
}

function keyOf(kind: HolderKind, account: string, name: string): string {
  return `${kind} ${account} ${name.toLowerCase()}`;
}

/** Attaches a policy once, however often it is said. */
export function attach(holder: Holder, policy: Policy): void {
  if (!holder.policies.some(({ id }) => id === policy.id)) holder.policies.push(policy);
}

/** As the evaluator takes a role or a user; groups are none. */
export function principalOf(holder: Holder, groups: readonly Policy[] = []): Principal {
  const { arn, account, kind, policies, boundary, trust, tags } = holder;
  return {
    arn,
    account,
    kind:
      kind === 'role' && /:role\/aws-service-role\//.test(arn)
        ? 'service-linked-role'
        : (kind as 'role' | 'user'),
    identityPolicies: [...policies, ...groups.filter(({ id }) => !policies.some((own) => own.id === id))],
    ...(boundary && { boundary }),
    ...(trust && { trust }),
    ...(tags && { tags }),
  };
}
