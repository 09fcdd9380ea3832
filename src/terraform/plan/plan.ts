import type { Json } from '../../base/canonical-json.ts';
import type { Issue, Place } from '../../base/issue.ts';
import type { Known } from '../../base/known.ts';

/**
 * What a Terraform or OpenTofu configuration comes to, wherever it was read from: a credential-free plan, a plan of
 * a real pipeline, or a state.
 */
export interface Plan {
  origin: 'credential-free' | 'plan' | 'state';
  /** The version of Terraform or OpenTofu that wrote it. */
  terraformVersion?: string;
  /** Every instance that there will be after the plan is applied, in the document's order. */
  resources: readonly Resource[];
  /** What the plan deletes, or leaves behind unmanaged. */
  removed: readonly Removed[];
  /** From the configuration; a state has none. */
  providers: readonly ProviderConfiguration[];
  outputs: readonly NamedValue[];
  /** Of the root module. */
  variables: readonly NamedValue[];
  /**
   * How Terraform took the configuration of a credential-free plan, or `static` where it was read without Terraform;
   * absent for other origins.
   */
  mode?: 'strict' | 'lenient' | 'static';
  /** What the credential-free plan took for granted, without its placeholders; empty for other origins. */
  assumptions: readonly Assumption[];
  /** What was wrong with the plan, and what the engine reported. A part that could not be read is missing above. */
  problems: readonly Issue[];
  /** What the engine changed so that it could evaluate, or kept from running; empty for other origins. */
  notes: readonly Issue[];
  /** By the full address, with the keys of instances. */
  byAddress(address: string): Resource | undefined;
  /** The managed resources of these types, type by type. */
  ofType(...types: string[]): Resource[];
  /** The data sources of these types, type by type. */
  dataOfType(...types: string[]): Resource[];
}

/** Names and indices from the top: `'ingress.0.cidr_blocks'`, or a list where a name has a full stop in it. */
export type Path = string | readonly (string | number)[];

/** The attributes of a resource, or of one of its blocks. Paths start there. */
export interface Attributes {
  /**
   * The value with the provider's default where it is null or left out; null when it has none, or when a block on
   * the way is not there. Known only when everything within it is. A name directly after a list means its only
   * element. Defaults within a block count when the path leads to them, not when the block is read as a whole.
   */
  attribute(path: Path): Known<Json>;

  /** One view for each element of a list or set, or each block: some may be known where others are not. */
  elements(path: Path): Known<Attributes[]>;

  /**
   * Whether the configuration does not write it, so that the provider or the cloud decides. False where that cannot be
   * seen: for a state.
   */
  isLeftOut(path: Path): boolean;

  /**
   * What the configuration's expression may refer to, through module calls, variables and outputs. The plan does not
   * say how an expression combines what it refers to, nor what a local value is: that one stays as `local.NAME`.
   * Empty for a state, and for what stands in a `dynamic` block: the plan leaves those out.
   */
  references(path: Path): Reference[];

  /**
   * What the value rests on: assumptions of its own and, through references, those of others. Those that concern the
   * whole plan are not among them.
   */
  assumptions(path?: Path): Assumption[];

  /** Whether it, or anything within it, is marked as sensitive. Such values are known, and must not be shown. */
  isSensitive(path: Path): boolean;
}

export interface Resource extends Attributes {
  /** `module.a["x"].aws_s3_bucket.b[0]`. */
  address: string;
  /** The address of the module instance; '' for the root. */
  module: string;
  mode: Mode;
  type: string;
  name: string;
  /** The key of the instance, with `count` or `for_each`. */
  key?: string | number;
  /** `hashicorp/aws`; with its host when it is not of the public registry. */
  providerSource: string;
  /** The configuration of the provider that the resource uses; undefined for a state. */
  provider: ProviderConfiguration | undefined;
  action: Action;
  /** The address before a `moved` block. */
  movedFrom?: string;
  place: BlockPlace | undefined;
}

/** Where a block begins and, when that is known, its last line. */
export type BlockPlace = Place & { endLine?: number };

export type Mode = 'managed' | 'data' | 'ephemeral';

/** `exists`: of a state. `deferred`: Terraform puts it off to a later plan, so that little of it is known. */
export type Action = 'create' | 'read' | 'update' | 'replace' | 'no-op' | 'deferred' | 'exists';

export interface Removed {
  address: string;
  module: string;
  mode: Mode;
  type: string;
  name: string;
  key?: string | number;
  providerSource: string;
  /** `forget`: Terraform no longer manages it, but it still exists. */
  action: 'delete' | 'forget';
  /** An earlier object of an address that has a new one. */
  deposed?: string;
}

/** What an expression refers to. */
export interface Reference {
  /** Of an instance in the plan where there is one: `aws_s3_bucket.a["x"]`. */
  address: string;
  /** The path that stands behind it: `arn`, `rule[0].id`; absent when the whole is meant. */
  attribute?: string;
}

export interface ProviderConfiguration {
  /** As the plan names it: `aws`, `aws.west`, `module.m:aws`. */
  key: string;
  source: string;
  alias?: string;
  /** The module (without keys) that has the `provider` block; '' for the root. */
  module: string;
  constraint?: string;
  /** Known where it is a literal or left out (null): the plan does not hold the value of an expression. */
  attribute(path: Path): Known<Json>;
}

export interface NamedValue {
  name: string;
  value: Known<Json>;
  sensitive: boolean;
}

/** Something that values rest on, and that nobody checked. */
export interface Assumption {
  /**
   * `placeholder`: the value stands for one that the provider makes at apply; its form is right. `cloud-default`:
   * what the cloud takes for an attribute that is left out. `assumed`: all else.
   */
  kind: 'assumed' | 'placeholder' | 'cloud-default';
  /** Of an instance, or of a resource as a whole; absent when it concerns the whole plan. */
  address?: string;
  /** Absent when all that the provider computes rests on it. */
  attribute?: string;
  what: string;
  place?: Place;
}
