export type Effect = 'Allow' | 'Deny';

/** One entry of a Principal element; `*` alone has the type `*`. */
export interface PrincipalEntry {
  type: '*' | 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';
  value: string;
}

export interface Condition {
  /** As written: `ForAnyValue:StringLike`. */
  operator: string;
  key: string;
  values: string[];
}

/** A statement with every short form written out. An element that is absent is undefined, never an empty list. */
export interface Statement {
  index: number;
  sid?: string;
  effect: Effect;
  principals?: PrincipalEntry[];
  notPrincipals?: PrincipalEntry[];
  actions?: string[];
  notActions?: string[];
  resources?: string[];
  notResources?: string[];
  conditions: Condition[];
}

export interface PolicyDocument {
  /** `2008-10-17` where the policy has none: then `${...}` is plain text. */
  version: string;
  statements: Statement[];
}

export type PolicyIssueSeverity = 'error' | 'warning';

/** `error`: AWS refuses the policy at apply. `warning`: it accepts it, and it does not mean what it seems to. */
export interface PolicyIssue {
  code: string;
  severity: PolicyIssueSeverity;
  /** `$.Statement[0].Action[1]`. */
  path: string;
  message: string;
  fix?: string;
}

/** Adds an issue of one statement; the path is below the statement. */
export type Report = (
  severity: PolicyIssue['severity'],
  code: string,
  path: string,
  message: string,
  fix?: string,
) => void;
