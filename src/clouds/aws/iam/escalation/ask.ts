import { actionOf, serviceOf } from '../catalogue/services.ts';
import { RequestView } from '../evaluate/context.ts';
import { CompiledGuardrails, CompiledPrincipal, decide, plainDenial } from '../evaluate/evaluate.ts';
import { accountOf } from '../match/arn.ts';
import { fitOf } from '../match/fit.ts';
import type { Answer, AnswerKind, Context, Guardrails, Principal, Resource } from '../types.ts';
import type { Proof } from './types.ts';

/** The order in which answers are worse for who asks whether it can. */
export const rank: Record<AnswerKind, number> = { allowed: 0, conditional: 1, 'cannot-tell': 2, denied: 3 };

/** The answer of all together: the worst. */
export function together(proofs: Proof[]): AnswerKind {
  let worst: AnswerKind = 'allowed';
  for (const { answer } of proofs) if (rank[answer.answer] > rank[worst]) worst = answer.answer;
  return worst;
}

/** Asks many questions of the same principals, each compiled once. */
export class Asker {
  readonly #compiled = new WeakMap<Principal, CompiledPrincipal>();
  readonly #guardrails = new Map<string, CompiledGuardrails>();
  readonly #byAccount: Record<string, Guardrails>;

  constructor(byAccount: Record<string, Guardrails> = {}) {
    this.#byAccount = byAccount;
  }

  ask(principal: Principal, action: string, resource: Resource, context: Context = {}): Proof {
    const compiled = this.#compile(principal);
    const denial = plainDenial(compiled, action, resource);
    if (denial) return { action, resource: resource.arn, answer: denial };
    const view = new RequestView({ principal, action, resource, context });
    const guardrails = this.#guardrailsOf(principal.account, accountOf(resource.arn) ?? principal.account);
    const answer = decide(compiled, guardrails, view);
    return { action, resource: resource.arn, answer };
  }

  /**
   * The action on something that the principal makes and names: the best answer over the names that its own policies
   * would take. Where a call needs several resources, the worst of them.
   */
  askNew(principal: Principal, action: string, context: Context = {}): Proof {
    const facts = actionOf(action);
    if (!facts || facts.resources.length === 0) return this.ask(principal, action, { arn: '*' }, context);
    const forms = (type: string) => this.#bestOf(principal, action, [type], context);
    if (facts.required.length === 0) return this.#bestOf(principal, action, facts.resources, context);
    const proofs = facts.required.map(forms);
    return proofs.reduce((worst, proof) =>
      rank[proof.answer.answer] > rank[worst.answer.answer] ? proof : worst,
    );
  }

  #bestOf(principal: Principal, action: string, types: string[], context: Context): Proof {
    const service = serviceOf(action.slice(0, action.indexOf(':')));
    let best: Proof | undefined;
    for (const type of types) {
      const form = anyArn(service?.resources.get(type) ?? '*', principal.account);
      const whole = this.ask(principal, action, { arn: form }, context);
      const others = whole.answer.answer === 'conditional' ? namesFor(whole.answer, form) : [];
      const proofs = [whole, ...others.map((arn) => this.ask(principal, action, { arn }, context))];
      for (const proof of proofs) {
        if (!best || rank[proof.answer.answer] < rank[best.answer.answer]) best = proof;
      }
    }
    return best ?? this.ask(principal, action, { arn: '*' }, context);
  }

  /** Whether none of the principal's own policies could allow the action on anything. */
  lacks(principal: Principal, action: string): boolean {
    return this.#compile(principal).lacks(action);
  }

  #compile(principal: Principal): CompiledPrincipal {
    const known = this.#compiled.get(principal);
    if (known) return known;
    const compiled = new CompiledPrincipal(principal);
    this.#compiled.set(principal, compiled);
    return compiled;
  }

  /** Service control of the principal's account, resource control of the resource's. */
  #guardrailsOf(own: string, other: string): CompiledGuardrails {
    const key = `${own} ${other}`;
    const known = this.#guardrails.get(key);
    if (known) return known;
    const { serviceControl, endpoint } = this.#byAccount[own] ?? {};
    const { resourceControl } = this.#byAccount[other] ?? {};
    const compiled = new CompiledGuardrails({
      ...(serviceControl && { serviceControl }),
      ...(resourceControl && { resourceControl }),
      ...(endpoint && { endpoint }),
    });
    this.#guardrails.set(key, compiled);
    return compiled;
  }
}

/** The pattern of all resources of a type in an account: `arn:aws:lambda:*:111122223333:function:*`. */
export function anyArn(form: string, account: string): string {
  return form
    .replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
      if (name === 'Partition') return 'aws';
      return name === 'Account' ? account : '*';
    })
    .replaceAll('**', '*');
}

const mostNames = 16;

/** ARNs that the Allow statements would take: their patterns with a name of one's own. */
function namesFor({ conditions }: Answer, form: string): string[] {
  const patterns = conditions
    .filter(({ key, effect, operator }) => key === 'resource' && effect === 'Allow' && operator === 'matches')
    .flatMap(({ values }) => values);
  const names = [form, ...patterns].map((pattern) => named(pattern, form));
  return [...new Set(names)].filter((name) => fitOf(form, name) === 'all').slice(0, mostNames);
}

/** The pattern's parts where the form leaves them open, the form's elsewhere; stars of the last part become a name. */
function named(pattern: string, form: string): string {
  const parts = form.split(':');
  const given = pattern.split(':');
  const head = parts.slice(0, 5).map((part, index) => {
    const asked = given[index] ?? '*';
    return part.includes('*') && !asked.includes('${') ? asked : part;
  });
  const rest = namedRest(given.slice(5).join(':') || '*', parts.slice(5).join(':'));
  return [...head, rest].join(':');
}

/** What a form such as `user/NAME` and a pattern have in common, part by part. */
function namedRest(pattern: string, form: string): string {
  const [left, right] = [pattern.split(/([/:])/), form.split(/([/:])/)];
  const parts = right.map((part, index) => (part.includes('*') ? (left[index] ?? part) : part));
  const more = parts.at(-1) === left[right.length - 1] ? left.slice(right.length) : [];
  return [...parts, ...more].join('').replaceAll('*', 'holdfast').replaceAll('?', 'h');
}
