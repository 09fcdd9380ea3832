import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import { collectFacts } from '../../clouds/aws/facts/collect.ts';
import { planWithoutCredentials } from '../../terraform/engine/plan.ts';
import type { Plan, Resource } from '../../terraform/plan/plan.ts';
import { readPlanDocument } from '../../terraform/plan/read-plan.ts';
import type { Check, Estate, Example } from '../check.ts';

export type ExampleKind = keyof Check['examples'];

/** One example of a check, and what it comes to. */
export interface PlannedExample {
  check: Check;
  kind: ExampleKind;
  index: number;
  estate: Estate;
}

/**
 * Evaluates the examples of checks, all in one run of Terraform: each is a module of its own below one root. Throws
 * when Terraform does not take one of them as it is.
 */
export async function planExamples(checks: readonly Check[]): Promise<PlannedExample[]> {
  const examples = checks.flatMap((check) => examplesOf(check));
  const plan = await planOf(examples.map(({ example }) => example));
  return examples.map(({ example: _example, ...rest }, at) => {
    const own = within(plan, `module.example_${at}`);
    return { ...rest, estate: { plan: own, aws: collectFacts(own) } };
  });
}

function examplesOf(check: Check) {
  return (['bad', 'good', 'unclear'] as const).flatMap((kind) =>
    (check.examples[kind] ?? []).map((example, index) => ({ check, kind, index, example })),
  );
}

async function planOf(examples: readonly Example[]): Promise<Plan> {
  const dir = await mkdtemp(join(tmpdir(), 'holdfast-examples-'));
  try {
    const calls = examples.map((_, at) => `module "example_${at}" {\n  source = "./example_${at}"\n}\n`);
    await writeFile(join(dir, 'main.tf'), calls.join('\n'));
    for (const [at, example] of examples.entries()) await writeExample(join(dir, `example_${at}`), example);
    const { plan, problems } = await planWithoutCredentials({
      dir,
      varFiles: [],
      variables: [],
      environment: process.env,
      timeoutMs: 300_000,
      signal: new AbortController().signal,
    });
    const errors = problems.filter(({ code }) => code !== 'terraform-warning');
    if (!plan || errors.length > 0) throw new Error(JSON.stringify(errors, undefined, 2));
    return await readPlanDocument(plan as unknown as Json);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export async function writeExample(dir: string, example: Example, only = 'main.tf'): Promise<void> {
  const files = typeof example === 'string' ? { [only]: example } : example;
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
}

/** What a plan has in one module and those that it calls. */
function within(plan: Plan, module: string): Plan {
  const isIn = (resource: Resource) => resource.module === module || resource.module.startsWith(`${module}.`);
  return {
    ...plan,
    resources: plan.resources.filter(isIn),
    byAddress(address) {
      const found = plan.byAddress(address);
      return found && isIn(found) ? found : undefined;
    },
    ofType: (...types) => plan.ofType(...types).filter(isIn),
    dataOfType: (...types) => plan.dataOfType(...types).filter(isIn),
  };
}
