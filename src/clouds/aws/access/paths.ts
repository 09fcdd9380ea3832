import type { AnswerKind, DataPath } from '../../../access/types.ts';
import type { Plan, Resource as PlanResource } from '../../../terraform/plan/plan.ts';
import type { AwsFacts } from '../facts/types.ts';
import { textAt } from '../facts/values.ts';
import { rank } from '../iam/escalation/ask.ts';
import type { Context, Policy, Principal, Resource } from '../iam/types.ts';
import { routeOf } from '../network/reach.ts';
import type { EndpointPolicy, ServiceRoute, ServiceWay } from '../network/types.ts';
import { statementText } from './names.ts';
import { type Questions, together } from './questions.ts';

/** What is asked of a service by the caller itself; what a service asks in its name goes no way of the caller's. */
export interface AskedAct {
  action: string;
  resource: Resource;
}

/** Where a service's endpoints have another name than its actions: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html */
const endpointNames: readonly (readonly [actions: RegExp, endpoint: string])[] = [
  [/^sagemaker:Invoke/i, 'sagemaker.runtime'],
  [/^sagemaker:/i, 'sagemaker.api'],
  // Pushing and pulling: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
  [/^ecr:PutImage$/i, 'ecr.dkr'],
  [/^ecr:/i, 'ecr.api'],
  [/^cloudwatch:/i, 'monitoring'],
];

function endpointOf(action: string): string {
  const known = endpointNames.find(([actions]) => actions.test(action))?.[1];
  return known ?? action.slice(0, action.indexOf(':'));
}

/** The ways of requests, from what runs as a principal to what is asked. */
export class DataPaths {
  readonly #plan: Plan;
  readonly #facts: AwsFacts;
  readonly #questions: Questions;
  readonly #routes = new Map<string, ServiceRoute | undefined>();

  constructor(plan: Plan, facts: AwsFacts, questions: Questions) {
    this.#plan = plan;
    this.#facts = facts;
    this.#questions = questions;
  }

  /** One path for each thing whose network is known; all acts must come through. */
  of(principal: Principal, acts: readonly AskedAct[]): DataPath[] {
    return this.#facts.units
      .filter(({ unit }) => unit.role === principal.arn)
      .flatMap(({ resource }) => {
        const legs = acts.flatMap((act) => this.#leg(principal, act, resource) ?? []);
        return legs.length < acts.length ? [] : [whole(resource, legs)];
      });
  }

  #leg(principal: Principal, act: AskedAct, from: PlanResource): Leg | undefined {
    const route = this.#routeOf(from, endpointOf(act.action));
    if (!route) return undefined;
    const ways = route.ways.map((way) => this.#wayOf(principal, act, way));
    const best = Math.min(rank.denied, ...ways.map(({ answer }) => rank[answer]));
    const chosen = ways.filter(({ answer }) => rank[answer] === best);
    if (best < rank.denied && chosen[0]) return chosen[0];
    const because = [...ways.flatMap((way) => way.because), ...route.closedBy, ...route.unknowns];
    return { answer: ways.length > 0 ? 'denied' : route.answer, because };
  }

  #routeOf(from: PlanResource, service: string): ServiceRoute | undefined {
    const key = `${from.address} ${service}`;
    if (!this.#routes.has(key)) this.#routes.set(key, routeOf(this.#plan, from, service));
    return this.#routes.get(key);
  }

  /** The answer for a request that comes this way: conditions on the endpoint are met or not, its policies bind. */
  #wayOf(principal: Principal, { action, resource }: AskedAct, way: ServiceWay): Leg {
    const policies = way.policies.map(policyOf);
    const asked = this.#questions.ask(
      principal,
      action,
      resource,
      contextOf(way),
      policies.length > 0 ? policies : undefined,
    );
    const answer = together(way.answer, asked.answer);
    const closing = asked.because.map(statementText);
    const closed =
      answer === 'denied' ? [`${action} is denied by ${closing[0] ?? asked.closedBy ?? 'it'}`] : [];
    return { answer, because: [...way.because, ...closed] };
  }
}

interface Leg {
  answer: AnswerKind;
  because: readonly string[];
}

function whole({ address }: PlanResource, legs: readonly Leg[]): DataPath {
  const answer = legs.map((leg) => leg.answer).reduce(together, 'allowed');
  return { from: address, answer, because: [...new Set(legs.flatMap(({ because }) => because))] };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties */
function contextOf({ by, endpoint }: ServiceWay): Context {
  if (endpoint) {
    const [id, vpc] = [textAt(endpoint, 'id'), textAt(endpoint, 'vpc_id')];
    return {
      ...(id !== undefined && { 'aws:SourceVpce': id }),
      ...(vpc !== undefined && { 'aws:SourceVpc': vpc }),
    };
  }
  const isOutside = by === 'nat' || by === 'internet-gateway';
  return isOutside ? { 'aws:SourceVpce': null, 'aws:SourceVpc': null } : {};
}

function policyOf({ resource, text }: EndpointPolicy): Policy {
  const id = `${resource.address}.policy`;
  return text === undefined ? { id, unknown: 'it is not known' } : { id, document: text };
}
