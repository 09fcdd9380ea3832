import type { Issue, Place } from '../../../base/issue.ts';
import type { Path, Resource } from '../../../terraform/plan/plan.ts';
import type { Unit, World } from '../iam/escalation/types.ts';
import type { PolicyKind } from '../iam/policy/kinds.ts';
import type { Resource as IamResource, Policy, Principal } from '../iam/types.ts';

/** What a plan says of AWS: who there is, what there is, and every policy between them. */
export interface AwsFacts {
  /** What questions of access and of escalation are answered from. */
  world: World;
  principals: readonly PrincipalFact[];
  /** Who policies name, and neither the configuration nor an export declares. */
  outside: readonly Principal[];
  /** What has an ARN, with the policy that is on it. */
  resources: readonly ResourceFact[];
  /** What runs as a role. */
  units: readonly UnitFact[];
  /** Every text of a policy, once for each place where it stands. */
  policies: readonly PolicyFact[];
  /** What could not be read, or joined to what it names. */
  problems: readonly Issue[];
  /** What all answers rest on, in plain words. */
  assumptions: readonly string[];
  /** Where a policy stands, by `Policy.id`; a principal or a resource, by its ARN. */
  placeOf(id: string): Place | undefined;
  /** The address of the same. */
  addressOf(id: string): string | undefined;
}

export interface PrincipalFact {
  principal: Principal;
  /** Absent for what is known from elsewhere: an export of the account. */
  resource?: Resource;
}

export interface ResourceFact {
  /** As the evaluator takes it. */
  iam: IamResource;
  resource: Resource;
}

export interface UnitFact {
  /** As escalation takes it. */
  unit: Unit;
  resource: Resource;
}

export interface PolicyFact {
  /** The address and the attribute: `aws_iam_role.a.assume_role_policy`. It is `policy.id` too. */
  id: string;
  /** `document`: an `aws_iam_policy_document` that no other policy here takes its text from. */
  kind: PolicyKind | 'document';
  policy: Policy;
  /** Where the text stands. */
  resource: Resource;
  path: Path;
  /** Whether the configuration writes it; else it is what AWS gives by itself. */
  isWritten: boolean;
  /** Whether it only bounds principals: it gives nobody anything. */
  isCeiling?: boolean;
  /** Whether somebody may make roles below it: then whoever that is can have all that it lets through. */
  isHandedOut?: boolean;
  /** Addresses of what it binds, as far as that is known: the bucket, the key, the roles. */
  bound: readonly string[];
}
