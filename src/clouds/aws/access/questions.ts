import type { AwsFacts } from '../facts/types.ts';
import { everything } from '../iam/escalation/admin.ts';
import { rank } from '../iam/escalation/ask.ts';
import { Escalation } from '../iam/escalation/reach.ts';
import type { Reach } from '../iam/escalation/types.ts';
import { RequestView } from '../iam/evaluate/context.ts';
import {
  CompiledGuardrails,
  CompiledPrincipal,
  decide,
  needsResourcePolicyFor,
  plainDenial,
  standingAssumptions,
} from '../iam/evaluate/evaluate.ts';
import { accountOf } from '../iam/match/arn.ts';
import { actionsOn } from '../iam/questions.ts';
import type { Answer, AnswerKind, Context, Guardrails, Policy, Principal, Resource } from '../iam/types.ts';

/** What a principal cannot do itself, but can as someone whom it can become. */
export interface Through {
  principal: Principal;
  /** How it gets there. */
  reach: Reach;
  /** What it may do then. */
  answer: Answer;
  /** Of both together. */
  together: Exclude<AnswerKind, 'denied'>;
}

export interface Answered {
  principal: Principal;
  /** As it stands. */
  answer: Answer;
  /** A better answer, or the same, as someone else; absent when there is none. */
  through?: Through;
}

/** The least sure of two answers. */
export function together(left: AnswerKind, right: AnswerKind): AnswerKind {
  return rank[left] >= rank[right] ? left : right;
}

/** The surest answer that someone has, by itself or as someone else. */
export function best({ answer, through }: Answered): AnswerKind {
  return through && rank[through.together] < rank[answer.answer] ? through.together : answer.answer;
}

const known = new WeakMap<AwsFacts, Questions>();

/** The answers about facts: whoever asks about the same facts shares what was compiled and followed. */
export function questionsOf(facts: AwsFacts): Questions {
  const questions = known.get(facts) ?? new Questions(facts);
  known.set(facts, questions);
  return questions;
}

/** Answers questions about one configuration; what was compiled or followed once is kept. */
export class Questions {
  readonly #facts: AwsFacts;
  readonly escalation: Escalation;
  readonly #compiled = new WeakMap<Principal, CompiledPrincipal>();
  readonly #guardrails = new Map<string, Map<string, Bounds>>();
  readonly #standing = new WeakMap<Guardrails, WeakMap<Principal, string[]>>();

  constructor(facts: AwsFacts) {
    this.#facts = facts;
    this.escalation = new Escalation(facts.world);
  }

  /** What the principal may do as it stands; `endpoint`: by way of an endpoint that has these policies. */
  ask(
    principal: Principal,
    action: string,
    resource: Resource,
    context: Context = {},
    endpoint?: Policy[],
  ): Answer {
    const asked = /^(sts|kms):/i.test(action) || !isRole(resource) ? resource : withoutPolicy(resource);
    const compiled = this.#compile(principal);
    const account = accountOf(resource.arn) ?? resource.account ?? principal.account;
    const guardrails = this.#guardrailsOf(principal.account, account, endpoint);
    const standing = this.#standingOf(principal, guardrails.given);
    const denial = plainDenial(compiled, action, asked);
    if (denial) return { ...denial, assumptions: standing };
    const view = new RequestView({ principal, action, resource: asked, context });
    const answer = decide(compiled, guardrails.compiled, view);
    return { ...answer, assumptions: [...standing, ...answer.assumptions] };
  }

  /** Whether nothing but a resource's own policy could allow the action to the principal. */
  lacks(principal: Principal, action: string): boolean {
    return needsResourcePolicyFor(this.#compile(principal), action);
  }

  /** The same, and as whom else it may. */
  answer(principal: Principal, action: string, resource: Resource, context: Context = {}): Answered {
    const answer = this.ask(principal, action, resource, context);
    if (answer.answer === 'allowed') return { principal, answer };
    const through = this.#through(principal, action, resource, context);
    return through && rank[through.together] < rank[answer.answer]
      ? { principal, answer, through }
      : { principal, answer };
  }

  #through(principal: Principal, action: string, resource: Resource, context: Context): Through | undefined {
    if (!this.#facts.world.principals.includes(principal)) return undefined;
    let found: Through | undefined;
    for (const [arn, reach] of this.escalation.reachedFrom(principal)) {
      const other = this.#facts.world.principals.find((one) => one.arn === arn);
      if (!other || other === principal) continue;
      const answer = this.ask(other, action, resource, context);
      const whole = together(reach.answer, answer.answer);
      if (whole === 'denied' || (found && rank[found.together] <= rank[whole])) continue;
      found = { principal: other, reach, answer, together: whole };
    }
    return found ?? this.#asAdmin(principal, action, resource);
  }

  /** Who can make itself an administrator can give itself the right, though no principal has it now. */
  #asAdmin(principal: Principal, action: string, resource: Resource): Through | undefined {
    const reach = this.escalation.canBecomeAdmin(principal);
    if (reach.answer === 'denied' || reach.path.length === 0) return undefined;
    const admin: Principal = { ...principal, identityPolicies: [everything] };
    const answer = this.ask(admin, action, resource);
    const whole = together(reach.answer, answer.answer);
    return whole === 'denied' ? undefined : { principal: admin, reach, answer, together: whole };
  }

  /** Every action that can be asked on a resource and is not denied. */
  what(
    principal: Principal,
    resource: Resource,
    context: Context = {},
  ): { action: string; answer: Answer }[] {
    return actionsOn(resource.arn).flatMap(({ service, name }) => {
      const action = `${service}:${name}`;
      const answer = this.ask(principal, action, resource, context);
      return answer.answer === 'denied' ? [] : [{ action, answer }];
    });
  }

  #compile(principal: Principal): CompiledPrincipal {
    const known = this.#compiled.get(principal);
    if (known) return known;
    const compiled = new CompiledPrincipal(principal);
    this.#compiled.set(principal, compiled);
    return compiled;
  }

  #standingOf(principal: Principal, given: Guardrails): string[] {
    const own = this.#standing.get(given) ?? new WeakMap<Principal, string[]>();
    this.#standing.set(given, own);
    const found = own.get(principal) ?? standingAssumptions(principal, given);
    own.set(principal, found);
    return found;
  }

  /** An endpoint's policies are not kept: they are asked about few principals. */
  #guardrailsOf(own: string, other: string, endpoint?: Policy[]): Bounds {
    const byOther = this.#guardrails.get(own) ?? new Map<string, Bounds>();
    this.#guardrails.set(own, byOther);
    const found = byOther.get(other) ?? boundsOf(this.#givenFor(own, other));
    byOther.set(other, found);
    return endpoint ? boundsOf({ ...found.given, endpoint }) : found;
  }

  #givenFor(own: string, other: string): Guardrails {
    const { serviceControl } = this.#facts.world.guardrails?.[own] ?? {};
    const { resourceControl } = this.#facts.world.guardrails?.[other] ?? {};
    return { ...(serviceControl && { serviceControl }), ...(resourceControl && { resourceControl }) };
  }
}

interface Bounds {
  given: Guardrails;
  compiled: CompiledGuardrails;
}

function boundsOf(given: Guardrails): Bounds {
  return { given, compiled: new CompiledGuardrails(given) };
}

const roleForm = /^arn:[a-z-]+:iam::/;

function isRole({ arn }: Resource): boolean {
  return roleForm.test(arn);
}

/** A trust policy says who may assume a role, not who may change it. */
function withoutPolicy({ policy: _policy, ...rest }: Resource): Resource {
  return rest;
}
