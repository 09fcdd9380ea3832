import type { Json } from '../../../base/canonical-json.ts';

/**
 * A run of characters that is not known: a policy built from a reference that cannot be resolved has it in the middle
 * of a string, `arn:aws:s3:::<unknownPart>/*`. A match that hangs on it is *cannot tell*. NUL cannot stand in a real
 * policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const unknownPart = '\u0000';

/** A policy as it is declared. `id` is what people know it by: an ARN, or the address of the resource. */
export type Policy =
  | { id: string; document: string | Json }
  | { id: string /** Why the text is not known. */; unknown: string };

/** `session`: an assumed role with a name; `federated`: an OIDC or SAML identity that has not assumed a role yet. */
export type PrincipalKind =
  | 'role'
  | 'user'
  | 'session'
  | 'root'
  | 'service'
  | 'federated'
  | 'anonymous'
  | 'service-linked-role';

export interface Principal {
  /** An ARN; for a service its host name, `lambda.amazonaws.com`; for an anonymous caller `*`. */
  arn: string;
  /** Twelve digits; empty for services, federated and anonymous callers. */
  account: string;
  kind: PrincipalKind;
  /** All that are attached: inline, managed, and those of a user's groups. */
  identityPolicies: Policy[];
  boundary?: Policy;
  sessionPolicies?: Policy[];
  /** A role's trust policy: who may become it. */
  trust?: Policy;
  /** Absent: not known. */
  tags?: Record<string, string>;
  /** A session's: the ARN of the role that was assumed. */
  role?: string;
  organisation?: string;
}

export interface Resource {
  /** `*` for actions that have no resource. A `*` or `?` in it stands for all resources that it covers. */
  arn: string;
  /** Where the ARN does not tell it, as S3's; absent: taken to be the principal's, and said so. */
  account?: string;
  /** Absent: none is declared, which the answer states; null: it is known to have none. */
  policy?: Policy | null;
  /** Absent: not known. */
  tags?: Record<string, string>;
  organisation?: string;
}

/** Values of condition keys; null: known to be absent from the request. A key that is not here is open. */
export type Context = Record<string, string | string[] | null>;

export interface Request {
  principal: Principal;
  /** `s3:GetObject`. */
  action: string;
  resource: Resource;
  context?: Context;
}

/** What binds beyond the principal and the resource. Absent: not in the configuration, which the answer states. */
export interface Guardrails {
  /** Of the principal's account: one list a level, the organisation's root first. */
  serviceControl?: Policy[][];
  /** Of the resource's account, likewise. */
  resourceControl?: Policy[][];
  /** Of the VPC endpoint that the request goes through. */
  endpoint?: Policy[];
}

export const layers = [
  'identity',
  'boundary',
  'session',
  'resource',
  'service-control',
  'resource-control',
  'endpoint',
] as const;

export type Layer = (typeof layers)[number];

/** The statement that decided, or took part. */
export interface Witness {
  layer: Layer;
  /** `Policy.id`. */
  policy: string;
  /** Its place in the policy, from 0. */
  statement: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
}

/** What decides, and is not known: the statement's effect holds when the key's values meet the operator. */
export interface OpenCondition extends Witness {
  /** A condition key as the policy writes it, or `resource` where only some of the asked resources match. */
  key: string;
  operator: string;
  values: string[];
}

export interface Unknown {
  policy: string;
  because: string;
}

export type AnswerKind = 'allowed' | 'denied' | 'conditional' | 'cannot-tell';

export interface Answer {
  answer: AnswerKind;
  /** The deciding statements: the denials, or the allows of each layer that was needed. Empty: nothing allows it. */
  because: Witness[];
  /** Where it was denied: the layer whose Deny matched, or that lacks an Allow. */
  closedBy?: Layer;
  conditions: OpenCondition[];
  unknowns: Unknown[];
  /** In plain words, each true of the answer: what was taken for granted. */
  assumptions: string[];
}
