import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import { InputError } from '../../base/errors.ts';
import { hasTerraform } from '../../terraform/engine/terraform.ts';
import type { Plan } from '../../terraform/plan/plan.ts';
import { type PlanChoices, planFolder, requestOf } from '../plan.ts';

/** Where a plan comes from: the folder of a root module, or a file with a plan or a state. */
export interface ReadPlan {
  plan: Plan;
  /** The folder that the places of the plan are relative to; absent for a file. */
  projectDir?: string;
}

/** How to evaluate; `withoutTerraform` even where it is installed. */
export type Evaluation = Omit<PlanChoices, 'dir'> & { withoutTerraform?: boolean };

/**
 * The plan of a folder, or the one in a file.
 * @throws InputError when there is neither, or nothing could be evaluated; ToolError without Terraform
 */
export async function readAnyPlan(source: string, choices: Evaluation): Promise<ReadPlan> {
  const path = resolve(choices.cwd, source);
  const found = await stat(path).catch(() => undefined);
  if (!found)
    throw new InputError({
      code: 'nothing-there',
      message: `${source}: there is no such folder or file`,
      fix: 'name the folder of a Terraform root module, or the JSON of a plan or a state',
    });
  if (!found.isDirectory()) {
    const { readPlanFile } = await import('../../terraform/plan/read-plan-file.ts');
    return { plan: await readPlanFile(path, { name: source }) };
  }
  const result = await evaluated({ ...choices, dir: path });
  if (!result.plan) throw new InputError(...atLeastOne(result.problems, source));
  const { readPlanDocument } = await import('../../terraform/plan/read-plan.ts');
  const plan = await readPlanDocument(result.plan as unknown as Json);
  // What the text alone did not tell belongs to what is wrong with the plan.
  const problems = plan.mode === 'static' ? [...plan.problems, ...result.problems] : plan.problems;
  return { plan: { ...plan, problems }, projectDir: result.projectDir };
}

/** By Terraform where it is installed, else by the text of the configuration alone. */
async function evaluated(choices: PlanChoices & { withoutTerraform?: boolean }) {
  if (!choices.withoutTerraform && (await hasTerraform(choices.environment))) return planFolder(choices);
  const { planStatically } = await import('../../terraform/static/plan.ts');
  return planStatically(await requestOf(choices));
}

/** What was wrong with a folder of which there is no plan. */
export function atLeastOne(
  problems: readonly ConstructorParameters<typeof InputError>[number][],
  source: string,
) {
  const [first, ...more] = problems;
  return [
    first ?? { code: 'nothing-evaluated', message: `${source}: nothing could be evaluated` },
    ...more,
  ] as const;
}
