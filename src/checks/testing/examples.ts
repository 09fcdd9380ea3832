import { collectFacts } from '../../clouds/aws/facts/collect.ts';
import { planModules } from '../../terraform/testing/plan-modules.ts';
import type { Check, Estate } from '../check.ts';

/** One example of a check, and what it comes to. */
export interface PlannedExample {
  check: Check;
  kind: keyof Check['examples'];
  index: number;
  estate: Estate;
}

/** Evaluates the examples of checks, all in one run of Terraform. */
export async function planExamples(checks: readonly Check[]): Promise<PlannedExample[]> {
  const examples = checks.flatMap((check) => examplesOf(check));
  const plans = await planModules(examples.map(({ example }) => example));
  return examples.flatMap(({ example: _example, ...rest }, at) => {
    const plan = plans[at];
    return plan ? [{ ...rest, estate: { plan, aws: collectFacts(plan) } }] : [];
  });
}

function examplesOf(check: Check) {
  return (['bad', 'good', 'unclear'] as const).flatMap((kind) =>
    (check.examples[kind] ?? []).map((example, index) => ({ check, kind, index, example })),
  );
}
