import type { Place } from '../base/issue.ts';

export const answers = ['allowed', 'conditional', 'cannot-tell', 'denied'] as const;
/** Surest first. */
export type AnswerKind = (typeof answers)[number];

/** What access is about, in the words of the platform. */
export const nounKinds = ['dataset', 'model', 'endpoint', 'key', 'log', 'secret', 'identity'] as const;
export type NounKind = (typeof nounKinds)[number];

/** Something that access can be had to: a bucket, a key, a role. */
export interface Noun {
  kind: NounKind;
  /** What people call it: `applications` where holdfast.yaml declares it, else its address. */
  name: string;
  arn: string;
  /** Its address in Terraform. */
  address?: string;
}

/** One thing that must be allowed for a verb: reading needs the object and its key. */
export interface Conjunct {
  action: string;
  resource: string;
  answer: AnswerKind;
  /** Why, a line each. */
  because: readonly string[];
}

/**
 * From where a principal acts: something that runs as it, the route from there to the service, and the policies of the
 * endpoint on the way. A closed way does not make an answer denied: credentials can be used elsewhere.
 */
export interface DataPath {
  /** Its address. */
  from: string;
  answer: AnswerKind;
  /** Which way it goes, or what closes each. */
  because: readonly string[];
}

/** What one principal may do to one noun. What is denied has no grant. */
export interface Grant {
  /** `Holder.id`. */
  principal: string;
  verb: string;
  noun: Noun;
  answer: Exclude<AnswerKind, 'denied'>;
  conjuncts: readonly Conjunct[];
  /** The deciding statements, in one line each. */
  because: readonly string[];
  /** Where the first of them stands. */
  place?: Place;
  /** For each thing in the configuration that runs as the principal. */
  paths: readonly DataPath[];
  /** As whom, where it is not itself. */
  through?: { principal: string; path: readonly string[] };
}

export interface Holder {
  /** `role/analyst`. */
  id: string;
  arn: string;
  kind: string;
  /** Whether it is, or can become, an administrator of its account. */
  admin: { answer: AnswerKind; path: readonly AdminStep[]; witnesses: readonly unknown[] };
  address?: string;
  place?: Place;
}

export interface AdminStep {
  way: string;
  from: string;
  to: string;
  through?: string;
  answer: AnswerKind;
  actions: readonly string[];
}

/** This event, by this actor, gets that role. */
export interface WorkflowGrant {
  workflow: string;
  job: string;
  event: string;
  actor: string;
  /** The subject of the token; `*` is any text that the starter may choose. */
  subject: string;
  /** `role/deploy`. */
  role: string;
  /** Its address in Terraform. */
  address?: string;
  answer: Exclude<AnswerKind, 'denied'>;
  /** Whether the role is, or can become, an administrator. */
  admin: AnswerKind;
  place: Place;
}

/** Who can do what, in one environment. */
export interface EnvironmentAccess {
  /** Absent where no workflows were read. */
  workflows?: readonly WorkflowGrant[];
  principals: readonly Holder[];
  grants: readonly Grant[];
  assumptions: readonly string[];
}

/** Whether it can be done from anywhere that the configuration has; undefined where nothing runs as the principal. */
export function bestPath({ paths }: Grant): AnswerKind | undefined {
  return answers.find((answer) => paths.some((path) => path.answer === answer));
}

/** `science` reads `dataset applications`: what makes two grants the same. */
export function grantKey({ principal, verb, noun, through }: Grant): string {
  return [principal, verb, noun.kind, noun.name, through === undefined ? '' : 'through'].join('\n');
}
