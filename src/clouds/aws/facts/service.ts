import type { Path } from '../../../terraform/plan/plan.ts';
import type { UnitKind } from '../iam/escalation/types.ts';
import type { PolicyKind } from '../iam/policy/kinds.ts';

/** What there is to know of one AWS service: each file of `services/` has one. */
export interface ServiceFacts {
  /** What policies speak of. */
  resources?: readonly ResourceForm[];
  /** Policies that are no resource's: an organisation's, a VPC endpoint's. */
  policies?: readonly PolicyForm[];
  /** What runs as a role. */
  units?: readonly UnitForm[];
}

/** A type of resource that has an ARN and may have a policy. */
export interface ResourceForm {
  type: string;
  /** Of the ARN: `{account}`, `{region}`, `{partition}` and attributes; for plans in which it is not known. */
  arn: string;
  /** The attribute with the ARN; absent: `arn`. */
  arnAttribute?: string;
  /** The attribute with its own policy. */
  policy?: Path;
  /** Resources that give it one. */
  policies?: readonly SeparatePolicy[];
  /** Absent: `resource`. */
  kind?: PolicyKind;
}

export interface SeparatePolicy {
  type: string;
  /** The attribute that names the resource. */
  of: Path;
  policy: Path;
}

export interface PolicyForm {
  type: string;
  policy: Path;
  kind: PolicyKind;
  /** The attribute that names what it binds. */
  of?: Path;
}

export interface UnitForm {
  type: string;
  kind: UnitKind;
  /** Of the ARN, as for resources. */
  arn: string;
  /** The attributes with the ARN of the role; `profile` when it names an instance profile, `task` a task definition. */
  role: readonly Path[];
  by?: 'profile' | 'task';
}
