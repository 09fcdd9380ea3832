import type { Path, Resource } from '../../../terraform/plan/plan.ts';
import type { AnswerKind } from '../iam/types.ts';
import type { Linked } from './links.ts';

/** Yes, no, or why that is not known. `because` says what decides: an attribute and its value. */
export interface Told {
  /** `by-subnet`: the subnet's own setting decides. */
  is: boolean | undefined | 'by-subnet';
  because: string;
}

/** Where a unit has a network interface. */
export interface Attachment {
  /** `default`: left to AWS, which takes those of the default VPC. */
  subnets: Linked | 'default';
  /** `default`: the default group of the VPC; `none`: nothing filters, as at a network load balancer without groups. */
  groups: Linked | 'default' | 'none';
  publicIpv4: Told;
  ipv6: Told;
}

/** What AWS itself lets in or out, whatever the VPC says. */
export interface Managed {
  answer: Exclude<AnswerKind, 'denied'>;
  because: string;
  ports?: readonly string[];
  /** What it leads to, beside the unit itself. */
  to?: readonly Resource[];
  /** Who may call: `anyone` without credentials, or those whom IAM or another authority lets. */
  callers?: 'anyone' | 'authenticated';
}

/** What runs code, keeps data, or takes requests from outside. */
export interface Unit {
  resource: Resource;
  kind: 'compute' | 'store' | 'front-door';
  /** `EC2 instance`. */
  what: string;
  attachments: readonly Attachment[];
  /** The TCP ports on which it listens; undefined: any. */
  ports?: readonly number[];
  /** Ways in that AWS itself opens. */
  managedIn: readonly Managed[];
  /** Ways out. */
  managedOut: readonly Managed[];
  /** What keeps it from the internet whatever else is true: network isolation of a model. */
  closedOut?: string;
  /** Whether it reaches AWS services by the network of AWS itself, without its VPC. */
  isOnServiceNetwork: boolean;
  /** What is not known of it, so that a way cannot be excluded. */
  doubts: readonly string[];
}

/** A chain from one end to the other. */
export interface Way {
  answer: Exclude<AnswerKind, 'denied'>;
  by: WayKind;
  /** `tcp/22`; empty where ports say nothing. */
  ports: readonly string[];
  /** Whom or what is at the other end: `anyone`, or `some public addresses`. */
  other: 'anyone' | 'some' | 'unknown';
  /** One line for each step, with addresses. */
  because: readonly string[];
  /** What a request meets on its way: a gateway, a load balancer. */
  through: readonly Resource[];
}

export type WayKind =
  | 'internet-gateway'
  | 'egress-only-gateway'
  | 'nat'
  | 'load-balancer'
  | 'front-door'
  | 'service'
  | 'peering'
  | 'transit'
  | 'private-gateway'
  | 'proxy'
  | 'firewall'
  | 'foreign-bucket'
  | 'unknown';

/** Whether there is a way, by which ones, and what closes the others. */
export interface Reached {
  answer: AnswerKind;
  ways: readonly Way[];
  /** What closes the ways that there are not. */
  closedBy: readonly string[];
  /** Why it cannot be told, where that is the answer. */
  unknowns: readonly string[];
  /** Routes to other networks: what is there, and whether it leads on, is not known. */
  beyond: readonly string[];
}

/** A policy that binds what goes through an endpoint. */
export interface EndpointPolicy {
  resource: Resource;
  path: Path;
  /** Undefined where it is not known. */
  text: string | undefined;
}

/** How a request comes to the API of an AWS service. */
export interface ServiceWay {
  answer: Exclude<AnswerKind, 'denied'>;
  by: 'gateway-endpoint' | 'interface-endpoint' | 'nat' | 'internet-gateway' | 'service-network' | 'unknown';
  /** With it the policies that bind; without it none does. */
  endpoint?: Resource;
  policies: readonly EndpointPolicy[];
  because: readonly string[];
}

export interface ServiceRoute {
  answer: AnswerKind;
  ways: readonly ServiceWay[];
  closedBy: readonly string[];
  unknowns: readonly string[];
}
