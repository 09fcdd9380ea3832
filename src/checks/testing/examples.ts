import { collectFacts } from '../../clouds/aws/facts/collect.ts';
import { parsePlatform } from '../../spec/parse.ts';
import { planModules } from '../../terraform/testing/plan-modules.ts';
import type { Check, Estate, Example } from '../check.ts';

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
  return examples.flatMap(({ example, ...rest }, at) => {
    const plan = plans[at];
    return plan ? [{ ...rest, estate: { plan, aws: collectFacts(plan), ...declaredIn(example) } }] : [];
  });
}

function examplesOf(check: Check) {
  return (['bad', 'good', 'unclear'] as const).flatMap((kind) =>
    (check.examples[kind] ?? []).map((example, index) => ({ check, kind, index, example })),
  );
}

/** What the `holdfast.yaml` of an example declares; its root is that of the last environment. */
function declaredIn(example: Example): Pick<Estate, 'platform' | 'environment'> {
  const text = typeof example === 'string' ? undefined : example['holdfast.yaml'];
  if (text === undefined) return {};
  const { value: platform, issues } = parsePlatform(text, 'holdfast.yaml');
  if (!platform) throw new Error(JSON.stringify(issues, undefined, 2));
  const environment = Object.values(platform.environments).at(-1);
  return { platform, ...(environment && { environment }) };
}
