import { RequestView, readContext } from './evaluate/context.ts';
import { CompiledGuardrails, CompiledPrincipal, decide } from './evaluate/evaluate.ts';
import type { Answer, Context, Guardrails, Principal, Resource } from './types.ts';

/** One column of a matrix: the same question to every principal. */
export interface Question {
  action: string;
  resource: Resource;
  context?: Context;
}

export interface Cell {
  principal: Principal;
  question: Question;
  answer: Answer;
}

/**
 * The answers of every principal to every question, one at a time: a principal's policies are compiled once, and
 * nothing of it is kept when the next begins, so that memory does not grow with the number of cells.
 */
export function* matrix(
  principals: Iterable<Principal>,
  questions: readonly Question[],
  guardrails: Guardrails | ((principal: Principal) => Guardrails) = {},
): Generator<Cell> {
  const bounds = new Map<Guardrails, CompiledGuardrails>();
  const columns = questions.map((question) => ({ question, context: readContext(question.context) }));
  for (const principal of principals) {
    const compiled = new CompiledPrincipal(principal);
    const given = typeof guardrails === 'function' ? guardrails(principal) : guardrails;
    const own = bounds.get(given) ?? new CompiledGuardrails(given);
    bounds.set(given, own);
    for (const { question, context } of columns) {
      const view = new RequestView(
        { principal, action: question.action, resource: question.resource },
        context,
      );
      yield { principal, question, answer: decide(compiled, own, view) };
    }
  }
}
