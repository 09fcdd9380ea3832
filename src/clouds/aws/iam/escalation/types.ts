import type { Answer, AnswerKind, Guardrails, Policy, Principal, Witness } from '../types.ts';

/** Something that runs as a role; into those that a way of `ways-run.ts` names, other people's code can be put. */
export type UnitKind =
  | 'app-runner-service'
  | 'bedrock-code-interpreter'
  | 'cloudformation-stack'
  | 'codebuild-project'
  | 'ec2-instance'
  | 'ec2-launch-template'
  | 'ecs-service'
  | 'glue-dev-endpoint'
  | 'glue-job'
  | 'lambda-function'
  | 'sagemaker-domain'
  | 'sagemaker-model'
  | 'sagemaker-notebook'
  | 'sagemaker-user-profile'
  | 'step-function';

export interface Unit {
  kind: UnitKind;
  arn: string;
  /** The ARN of the role that it runs as. */
  role: string;
  tags?: Record<string, string>;
}

export interface Group {
  arn: string;
  /** ARNs of its users. */
  members: string[];
  /** Its members have these among their own as well. */
  policies: Policy[];
}

/** A policy of one's own that is attached: who can write a version of it changes what its holders may. */
export interface AttachedPolicy {
  arn: string;
  /** ARNs of users, roles and groups. */
  attachedTo: string[];
}

/** All that a question of reach is answered from. A world is closed: what is not in it does not count. */
export interface World {
  principals: Principal[];
  units?: Unit[];
  groups?: Group[];
  policies?: AttachedPolicy[];
  /** By account. */
  guardrails?: Record<string, Guardrails>;
}

/** What an action of a way is asked on. */
export type On =
  /** Something that the holder makes and names. */
  | 'new'
  /** The principal that is to be taken. */
  | 'target'
  /** The unit that runs as the target. */
  | 'unit';

export interface Need {
  action: string;
  on: On;
}

/** A known way from one principal to another; the two kinds of data in this folder. */
export interface Way {
  /** The id in the list that it comes from, or our own. */
  id: string;
  /** Where it is described. */
  source: string;
  needs: Need[];
}

/** iam:PassRole into something new that runs code: the role must trust one of the services. */
export interface PassWay extends Way {
  services: string[];
}

/** Changing what runs in a unit that is there. */
export interface RunWay extends Way {
  unit: UnitKind;
}

/** One step of a path, with what proves it. */
export interface Step {
  way: string;
  /** ARNs. */
  from: string;
  to: string;
  /** What is used on the way: a unit, a service, a policy. */
  through?: string;
  answer: Exclude<AnswerKind, 'denied'>;
  proofs: Proof[];
}

export interface Proof {
  action: string;
  resource: string;
  answer: Answer;
}

export interface Reach {
  answer: AnswerKind;
  /** The shortest; empty when the principal is it already, or cannot. */
  path: Step[];
  witnesses: Witness[];
}
