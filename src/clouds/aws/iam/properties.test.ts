import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate/evaluate.ts';
import { guardrails, policy, request } from './testing/arbitrary.ts';
import { naive } from './testing/naive.ts';
import type { AnswerKind, Policy, Request } from './types.ts';

// HOLDFAST_LONG=1 for the long run.
const numRuns = process.env.HOLDFAST_LONG ? 10_000 : 1000;
const fewerRuns = Math.ceil(numRuns / 4);

const width: Record<AnswerKind, number> = { denied: 0, conditional: 1, 'cannot-tell': 1, allowed: 2 };

function withPolicies(asked: Request, identityPolicies: Policy[]): Request {
  return { ...asked, principal: { ...asked.principal, identityPolicies } };
}

function withEffect(given: Policy, effect: string): Policy {
  const document = structuredClone((given as { document: object }).document) as {
    Statement: { Effect: string }[];
  };
  document.Statement = [document.Statement].flat();
  for (const statement of document.Statement) statement.Effect = effect;
  return { id: given.id, document: document as never };
}

function statementsOf(given: Policy): object[] {
  return [(given as unknown as { document: { Statement: object } }).document.Statement].flat() as object[];
}

describe('the evaluator', () => {
  it('agrees with a naive one on requests of which all is known', () => {
    let allowed = 0;
    fc.assert(
      fc.property(request, guardrails, (asked, bounds) => {
        const { answer } = evaluate(asked, bounds);
        expect(answer).toBe(naive(asked, bounds) ? 'allowed' : 'denied');
        allowed += answer === 'allowed' ? 1 : 0;
      }),
      { numRuns },
    );
    // Else the policies and the requests would miss each other, and the comparison would say nothing.
    expect(allowed).toBeGreaterThan(numRuns / 50);
  });

  it('says no more than it did when a key is taken away', () => {
    fc.assert(
      fc.property(
        request,
        guardrails,
        fc.constantFrom('aws:SourceIp', 'aws:TagKeys', 'aws:SourceVpce'),
        (asked, bounds, key) => {
          const { [key]: _, ...context } = asked.context ?? {};
          const open = evaluate({ ...asked, context }, bounds).answer;
          if (open === 'allowed' || open === 'denied') expect(evaluate(asked, bounds).answer).toBe(open);
        },
      ),
      { numRuns: fewerRuns },
    );
  });

  it('says no more than it did when a policy is not known', () => {
    fc.assert(
      fc.property(request, guardrails, (asked, bounds) => {
        const [first, ...rest] = asked.principal.identityPolicies;
        if (!first) return;
        const { answer } = evaluate(
          withPolicies(asked, [{ id: first.id, unknown: 'a test' }, ...rest]),
          bounds,
        );
        if (answer !== 'cannot-tell') expect(evaluate(asked, bounds).answer).toBe(answer);
      }),
      { numRuns: fewerRuns },
    );
  });

  it('never allows more for another Deny, nor less for another Allow', () => {
    fc.assert(
      fc.property(request, guardrails, policy(), fc.boolean(), (asked, bounds, added, isOpen) => {
        const question = isOpen ? { ...asked, context: {} } : asked;
        const before = width[evaluate(question, bounds).answer];
        const with_ = (effect: string) =>
          width[
            evaluate(
              withPolicies(question, [...question.principal.identityPolicies, withEffect(added, effect)]),
              bounds,
            ).answer
          ];
        expect(with_('Deny')).toBeLessThanOrEqual(before);
        expect(with_('Allow')).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: fewerRuns },
    );
  });

  it('does not care for order, nor for how statements are spread over policies', () => {
    fc.assert(
      fc.property(request, guardrails, fc.boolean(), (asked, bounds, isOpen) => {
        const question = isOpen ? { ...asked, context: {} } : asked;
        const { answer } = evaluate(question, bounds);
        const policies = question.principal.identityPolicies;
        const split = policies.flatMap((given) =>
          statementsOf(given).map(
            (statement, index): Policy => ({
              id: `${given.id}-${index}`,
              document: { Version: '2012-10-17', Statement: statement as never },
            }),
          ),
        );
        expect(evaluate(withPolicies(question, [...split].reverse()), bounds).answer).toBe(answer);
        const whole: Policy = {
          id: 'whole',
          document: { Version: '2012-10-17', Statement: policies.flatMap(statementsOf).reverse() as never },
        };
        expect(evaluate(withPolicies(question, [whole]), bounds).answer).toBe(answer);
      }),
      { numRuns: fewerRuns },
    );
  });
});
