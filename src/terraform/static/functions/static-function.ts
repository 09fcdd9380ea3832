import type { Value } from '../../protocol/value.ts';
import type { Scope } from '../scope.ts';

/** A function of Terraform. Undefined: it cannot tell. @throws EvaluationError for what Terraform refuses */
export interface StaticFunction {
  /** Whether it can work with values that are partly unknown; one that is unknown as a whole never gets here. */
  isPartial?: true;
  call(args: readonly Value[], scope: Scope): Value | undefined;
}

export type Functions = Readonly<Record<string, StaticFunction>>;
