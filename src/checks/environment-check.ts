import type { Environment } from '../spec/platform.ts';
import type { Check, CheckFacts, Estate, Judgement } from './check.ts';

/** A check of a root against what `holdfast.yaml` declares for its environment. `undefined`: it does not concern it. */
export function environmentCheck(
  check: CheckFacts & {
    judge(environment: Environment, estate: Estate): Judgement | readonly Judgement[] | undefined;
  },
): Check {
  const { judge, ...facts } = check;
  return {
    ...facts,
    *judge(estate) {
      const { environment } = estate;
      const judged = environment && judge(environment, estate);
      if (!environment || judged === undefined) return;
      const subject = { name: `environment ${environment.name}` };
      for (const judgement of 'outcome' in judged ? [judged] : judged) yield { subject, ...judgement };
    },
  };
}
